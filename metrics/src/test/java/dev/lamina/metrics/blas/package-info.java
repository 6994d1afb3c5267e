@NullMarked
package dev.lamina.metrics.blas;

import org.jspecify.annotations.NullMarked;
