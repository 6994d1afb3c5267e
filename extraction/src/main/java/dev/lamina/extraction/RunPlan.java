package dev.lamina.extraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Divides rows into runs: by length, so that little is padded, and always the same for the
/// same rows.
final class RunPlan {
  /// What a run of its own costs, of the most that one may hold. Measured on a CPU, where that
  /// is 512 tokens: as much as computing 8 (SmolLM2) to 10 (bge-small) tokens more, whatever
  /// the run. A GPU wants longer runs for the same reason, so it has its share, too.
  private static final int RUNS_COST = 64;

  private final int tokensPerRun;
  private final boolean padding;
  private final int costOfRun;

  /// @param padding whether rows of different length may share a run: not when a graph takes no
  ///     mask
  RunPlan(int tokensPerRun, boolean padding) {
    this.tokensPerRun = tokensPerRun;
    this.padding = padding;
    this.costOfRun = Math.max(1, tokensPerRun / RUNS_COST);
  }

  /// The division that costs least, padding and runs counted. Longest first, so that a run's
  /// memory is at its most right away and not after an hour, and the last runs are short ones,
  /// for which no thread waits long.
  List<List<PlannedRow>> runs(List<PlannedRow> rows) {
    List<PlannedRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingInt(PlannedRow::length)
                    .reversed()
                    .thenComparingInt(PlannedRow::index))
            .toList();
    int[] ends = ends(sorted);
    List<List<PlannedRow>> runs = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from = ends[from]) {
      runs.add(sorted.subList(from, ends[from]));
    }
    return runs;
  }

  /// Where the run that begins at a row ends: behind it all is divided best, so each row from the
  /// last one on tries all runs that it may begin.
  private int[] ends(List<PlannedRow> sorted) {
    int[] ends = new int[sorted.size()];
    long[] costs = new long[sorted.size() + 1];
    Arrays.fill(costs, 0, sorted.size(), Long.MAX_VALUE);
    for (int from = sorted.size() - 1; from >= 0; from--) {
      for (int end = from + 1; end <= sorted.size() && fits(sorted, from, end); end++) {
        long cost = costs[end] + costOfRun + padded(sorted, from, end);
        if (cost < costs[from]) {
          costs[from] = cost;
          ends[from] = end;
        }
      }
    }
    return ends;
  }

  private boolean fits(List<PlannedRow> sorted, int from, int end) {
    return end == from + 1
        || (padded(sorted, from, end) <= tokensPerRun
            && (padding || sorted.get(end - 1).length() == sorted.get(from).length()));
  }

  /// Tokens of a run, padding counted.
  private static long padded(List<PlannedRow> sorted, int from, int end) {
    return (long) sorted.get(from).length() * (end - from);
  }
}
