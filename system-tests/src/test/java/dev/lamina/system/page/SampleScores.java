package dev.lamina.system.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Made-up scores: high in the first third of the layers, falling in the second, low in the last.
/// The embedding layer of the first task is undefined under each pair.
final class SampleScores {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SampleScores() {}

  static ArrayNode of(SampleSweep sweep) {
    ArrayNode rows = JSON.arrayNode();
    SampleSweep.MEASURES.forEach(measure -> rows.addAll(of(sweep, measure)));
    return rows;
  }

  static ArrayNode of(SampleSweep sweep, String measure) {
    ArrayNode rows = JSON.arrayNode();
    for (SampleTask task : sweep.tasks().subList(0, sweep.scoredTasks())) {
      String tuned = "ctl-" + task.name();
      for (int layer = 0; layer < sweep.layers(); layer++) {
        if (measure.equals("effective-rank")) {
          for (String model : List.of("base", "sft", tuned)) {
            addRow(rows, sweep, task, layer, measure).put("experimental", model).put("control", "");
          }
        } else {
          for (String model : List.of("base", "sft")) {
            addRow(rows, sweep, task, layer, measure)
                .put("experimental", model)
                .put("control", tuned);
          }
        }
      }
    }
    return rows;
  }

  static double value(SampleSweep sweep, SampleTask task, int layer) {
    double depth = (double) layer / (sweep.layers() - 1);
    double fall = 1 / (1 + Math.exp(-14 * (depth - 0.45)));
    return 0.99 - (0.99 - task.middle()) * 1.3 * fall - 0.004 * (layer % 3);
  }

  private static ObjectNode addRow(
      ArrayNode rows, SampleSweep sweep, SampleTask task, int layer, String measure) {
    boolean defined = layer > 0 || !task.equals(sweep.tasks().getFirst());
    double value = value(sweep, task, layer);
    ObjectNode row = rows.addObject();
    row.put("task", task.name()).put("cluster", task.cluster());
    row.put("layer", layer).put("measure", measure);
    switch (measure) {
      case "cka-debiased" -> {
        row.put("value", defined ? value - 0.01 : null);
        row.put("low", defined ? value - 0.05 : null);
        row.put("high", defined ? value + 0.02 : null);
      }
      case "effective-rank" -> row.put("value", 40 * value).putNull("low").putNull("high");
      default -> row.put("value", defined ? value : null).putNull("low").putNull("high");
    }
    return row.put("n", 198).put("dropped", 2);
  }
}
