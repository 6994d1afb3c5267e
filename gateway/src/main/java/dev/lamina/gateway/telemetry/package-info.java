/// What one sees of a gateway from outside: log context and metrics.
@NullMarked
package dev.lamina.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
