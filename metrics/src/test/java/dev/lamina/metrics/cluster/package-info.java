@NullMarked
package dev.lamina.metrics.cluster;

import org.jspecify.annotations.NullMarked;
