package dev.lamina.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Divides rows into runs: by length, so that little is padded, and always the same for the
/// same rows.
final class RunPlan {
  /// Measured with bge-small on a CPU: a run of its own costs as much as computing about so
  /// many tokens more, so a row rather shares one than saves them.
  private static final int FREE_PADDING = 8;

  private final int tokensPerRun;
  private final boolean padding;

  /// @param padding whether rows of different length may share a run: not when a graph takes no
  ///     mask
  RunPlan(int tokensPerRun, boolean padding) {
    this.tokensPerRun = tokensPerRun;
    this.padding = padding;
  }

  /// Longest first, so that a run's memory is at its most right away and not after an hour.
  List<List<PlannedRow>> runs(List<PlannedRow> rows) {
    List<PlannedRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingInt(PlannedRow::length)
                    .reversed()
                    .thenComparingInt(PlannedRow::index))
            .toList();
    List<List<PlannedRow>> runs = new ArrayList<>();
    List<PlannedRow> run = new ArrayList<>();
    for (PlannedRow row : sorted) {
      if (!run.isEmpty() && !fits(row, run)) {
        runs.add(List.copyOf(run));
        run.clear();
      }
      run.add(row);
    }
    if (!run.isEmpty()) {
      runs.add(List.copyOf(run));
    }
    return runs;
  }

  private boolean fits(PlannedRow row, List<PlannedRow> run) {
    int longest = run.getFirst().length();
    int padded = longest - row.length();
    return padded <= (padding ? FREE_PADDING + longest / 8 : 0)
        && (long) longest * (run.size() + 1) <= tokensPerRun;
  }
}
