@NullMarked
package dev.lamina.telemetry;

import org.jspecify.annotations.NullMarked;
