package dev.lamina.metrics.section;

/// What it costs to call a run of layers one section, for every run: costs of neighbouring
/// sections add up.
///
/// @param layers how many there are
/// @param values layers × (layers + 1): `values[i][j]` for layers `[i, j)`, infinite where
///     nothing was observed
@SuppressWarnings("ArrayRecordComponent")
record Costs(int layers, double[][] values) {

  double of(int from, int to) {
    return values[from][to];
  }

  /// The cost of all sections of a cut.
  double of(Cut cut) {
    double sum = 0;
    int from = 0;
    for (int boundary : cut.boundaries()) {
      sum += values[from][boundary + 1];
      from = boundary + 1;
    }
    return sum + values[from][layers];
  }
}
