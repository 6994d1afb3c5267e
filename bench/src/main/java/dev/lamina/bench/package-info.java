/// Lamina beside its peers, as ratios: what all benchmarks share. Each has a package of its own.
@NullMarked
package dev.lamina.bench;

import org.jspecify.annotations.NullMarked;
