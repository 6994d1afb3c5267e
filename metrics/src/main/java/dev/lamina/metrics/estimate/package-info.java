/// Intervals: of linear CKA from the influences of single rows, of any linear combination of
/// scores from those of groups of rows, and of means and differences over tasks.
@NullMarked
package dev.lamina.metrics.estimate;

import org.jspecify.annotations.NullMarked;
