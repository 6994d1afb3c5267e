/// What one sees of a store from outside: its metrics.
@NullMarked
package dev.lamina.tensor.telemetry;

import org.jspecify.annotations.NullMarked;
