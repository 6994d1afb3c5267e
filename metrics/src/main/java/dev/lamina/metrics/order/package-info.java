/// Order statistics of many values: ranks and medians of a number for each pair of rows.
@NullMarked
package dev.lamina.metrics.order;

import org.jspecify.annotations.NullMarked;
