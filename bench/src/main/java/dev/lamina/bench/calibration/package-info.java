/// How often intervals cover the truth, how often chance is called likeness, and what knowing
/// that costs: by simulation.
@NullMarked
package dev.lamina.bench.calibration;

import org.jspecify.annotations.NullMarked;
