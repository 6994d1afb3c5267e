package dev.lamina.bench.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The curves in a `scores.csv`, by experimental model and the first measure. Names in it hold no
/// commas, as those of specs cannot.
final class ScoreFile {

  private ScoreFile() {}

  /// Pairs with the same experimental model go together when every task has a control of its own.
  static Map<String, double[][]> read(Path file) throws IOException {
    List<String[]> rows =
        Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    String measure = rows.getFirst()[5];
    Map<String, Map<String, List<Double>>> pairs = new LinkedHashMap<>();
    for (String[] row : rows) {
      if (row[5].equals(measure) && !row[6].isEmpty() && !row[1].isEmpty()) {
        String control = row[1].replace(row[2], "{task}");
        pairs
            .computeIfAbsent(row[0] + " against " + control, pair -> new LinkedHashMap<>())
            .computeIfAbsent(row[2], task -> new ArrayList<>())
            .add(Double.parseDouble(row[6]));
      }
    }
    Map<String, double[][]> curves = new LinkedHashMap<>();
    pairs.forEach((pair, tasks) -> curves.put(pair, whole(tasks)));
    return curves;
  }

  /// Tasks with a score at all layers.
  private static double[][] whole(Map<String, List<Double>> tasks) {
    int layers = tasks.values().stream().mapToInt(List::size).max().orElse(0);
    return tasks.values().stream()
        .filter(curve -> curve.size() == layers)
        .map(curve -> curve.stream().mapToDouble(v -> v).toArray())
        .toArray(double[][]::new);
  }
}
