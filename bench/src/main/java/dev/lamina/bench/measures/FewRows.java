package dev.lamina.bench.measures;

/// A pair of fewer rows, for peers that form `n × n` matrices.
record FewRows(int rows, Timed lamina, Timed repsim) {}
