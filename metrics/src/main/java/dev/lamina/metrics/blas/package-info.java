/// Dense matrix products over native memory: OpenBLAS, ONNX Runtime for GPUs, and plain
/// Java to hold them to.
@NullMarked
package dev.lamina.metrics.blas;

import org.jspecify.annotations.NullMarked;
