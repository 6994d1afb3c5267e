package dev.lamina.bench.measures;

import dev.lamina.bench.Median;

/// What a measure takes beside linear CKA, in one run.
///
/// @param seconds of one pair (or side) of which nothing is known
/// @param multiple of what linear CKA takes on the same
record Cost(String measure, Median seconds, Median multiple) {}
