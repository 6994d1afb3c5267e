@NullMarked
package dev.lamina.metrics.chance;

import org.jspecify.annotations.NullMarked;
