@NullMarked
package dev.lamina.tensor.telemetry;

import org.jspecify.annotations.NullMarked;
