package dev.lamina.bench.measures;

/// One turn of each side, in seconds by the clock.
///
/// @param rate this machine's float32 products of these shapes, in operations per second
/// @param cold a cell of a task through the analyzer, nothing known
/// @param known the same, with the terms of each side from an earlier sweep
/// @param numpyCell a cell as the paper's script computes it, files read
record Round(
    double rate,
    Timed pair,
    Timed numpy,
    Timed torch,
    double cold,
    double known,
    double numpyCell) {}
