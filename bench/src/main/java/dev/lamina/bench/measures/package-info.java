/// Measures beside numpy, torch and repsim, and through the analyzer.
@NullMarked
package dev.lamina.bench.measures;

import org.jspecify.annotations.NullMarked;
