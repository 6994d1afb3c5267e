/// Means and differences over tasks, with their intervals.
@NullMarked
package dev.lamina.metrics.estimate;

import org.jspecify.annotations.NullMarked;
