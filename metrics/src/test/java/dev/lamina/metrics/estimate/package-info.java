@NullMarked
package dev.lamina.metrics.estimate;

import org.jspecify.annotations.NullMarked;
