@NullMarked
package dev.lamina.metrics.hsic;

import org.jspecify.annotations.NullMarked;
