/// Traces and JSON logs of the deployed services: when they are on. What is traced and logged
/// stands with whoever does it.
@NullMarked
package dev.lamina.telemetry;

import org.jspecify.annotations.NullMarked;
