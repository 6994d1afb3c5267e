@NullMarked
package dev.lamina.queue.telemetry;

import org.jspecify.annotations.NullMarked;
