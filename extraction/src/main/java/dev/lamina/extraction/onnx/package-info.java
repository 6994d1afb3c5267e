/// Parts of ONNX graphs, written down.
@NullMarked
package dev.lamina.extraction.onnx;

import org.jspecify.annotations.NullMarked;
