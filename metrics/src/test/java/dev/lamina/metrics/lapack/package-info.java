@NullMarked
package dev.lamina.metrics.lapack;

import org.jspecify.annotations.NullMarked;
