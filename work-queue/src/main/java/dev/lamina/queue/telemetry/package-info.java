/// What one sees of units of work from outside: log context, metrics, traces.
@NullMarked
package dev.lamina.queue.telemetry;

import org.jspecify.annotations.NullMarked;
