/// Dense matrix products over native memory: OpenBLAS, and plain Java to hold it to.
@NullMarked
package dev.lamina.metrics.blas;

import org.jspecify.annotations.NullMarked;
