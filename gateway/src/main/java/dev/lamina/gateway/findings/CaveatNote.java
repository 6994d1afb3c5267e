package dev.lamina.gateway.findings;

import static dev.lamina.gateway.findings.Words.count;

import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.SweepPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to bear in mind when reading the note.
final class CaveatNote {

  private static final int FEW_TASKS = 10;
  private static final int FEW_ROWS_PER_FEATURE = 10;

  private CaveatNote() {}

  static List<Statement> of(SweepPlan plan, List<PairCurves> pairs) {
    List<String> caveats = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    String measure = pairs.getFirst().measure();
    int tasks = pairs.stream().mapToInt(pair -> pair.curves().size()).max().orElseThrow();
    int rows = leastRows(pairs);
    int features = plan.sweep().models().stream().mapToInt(ResolvedModel::features).max().orElse(0);
    if (measure.equals("cka") && rows < FEW_ROWS_PER_FEATURE * features) {
      numbers.put("leastRows", rows);
      numbers.put("features", features);
      caveats.add(
          "with %s against %s, cka comes out too high and cka-debiased does not"
              .formatted(count(rows, "row"), count(features, "feature")));
    }
    if (tasks < FEW_TASKS) {
      numbers.put("tasks", tasks);
      caveats.add(
          "%s %s few to speak for others"
              .formatted(count(tasks, "task"), tasks == 1 ? "is" : "are"));
    }
    boolean intervals =
        pairs.stream()
            .flatMap(pair -> pair.curves().stream())
            .flatMap(curve -> curve.cells().values().stream())
            .anyMatch(cell -> !cell.influences().isEmpty());
    if (!intervals) {
      numbers.put("measure", measure);
      caveats.add(measure + " has no intervals over rows here, so no order of tasks is sure");
    }
    if (caveats.isEmpty()) {
      return List.of();
    }
    return List.of(new Statement("To bear in mind: " + String.join("; ", caveats) + ".", numbers));
  }

  private static int leastRows(List<PairCurves> pairs) {
    return pairs.stream()
        .flatMap(pair -> pair.curves().stream())
        .flatMap(curve -> curve.cells().values().stream())
        .mapToInt(cell -> cell.row().n())
        .min()
        .orElse(0);
  }
}
