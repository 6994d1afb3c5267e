package dev.lamina.bench.measures;

/// One turn of each side, in seconds by the clock.
///
/// @param pairRate this machine's float32 products of these shapes beside the pair, in operations
///     per second
/// @param cellRate the same beside the cells
/// @param cold a cell of a task through the analyzer, nothing known
/// @param known the same, with the terms of each side from an earlier sweep
/// @param numpyCell a cell as the paper's script computes it, files read
record Round(
    double pairRate,
    double cellRate,
    Timed pair,
    Timed numpy,
    Timed torch,
    double cold,
    double known,
    double numpyCell) {}
