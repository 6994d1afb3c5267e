/// Decompositions of dense matrices in float64: LAPACK for those of thousands of rows, and plain
/// Java to hold it to.
@NullMarked
package dev.lamina.metrics.lapack;

import org.jspecify.annotations.NullMarked;
