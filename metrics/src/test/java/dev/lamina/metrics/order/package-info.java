@NullMarked
package dev.lamina.metrics.order;

import org.jspecify.annotations.NullMarked;
