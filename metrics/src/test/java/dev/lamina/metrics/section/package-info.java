@NullMarked
package dev.lamina.metrics.section;

import org.jspecify.annotations.NullMarked;
