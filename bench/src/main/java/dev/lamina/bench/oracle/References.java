package dev.lamina.bench.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.metrics.Descriptor;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measure;
import dev.lamina.metrics.Side;
import dev.lamina.tensor.MatrixFile;
import dev.lamina.tensor.MatrixFile.DenseMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Pairs of matrices (`NAME_x.npy`, `NAME_y.npy`) and what other implementations say of them
/// (`references.json`).
final class References {

  private final Path folder;
  private final JsonNode values;

  private References(Path folder, JsonNode values) {
    this.folder = folder;
    this.values = values;
  }

  static References in(Path folder) throws IOException {
    return new References(
        folder,
        JsonMapper.builder()
            .build()
            .readTree(folder.resolve("references.json").toFile())
            .path("values"));
  }

  /// A measure beside all values of a metric.
  Agreement of(Measure measure, String metric) {
    List<Found> found = new ArrayList<>();
    for (String pair : pairs()) {
      double value = measure.score(side(pair, "x"), side(pair, "y")).value().orElseThrow();
      found.add(new Found(pair, value, expected(pair, metric)));
    }
    return agreement(measure.name(), found, any -> 1);
  }

  /// A descriptor of each side beside all values of a metric of that side, relative.
  Agreement of(Descriptor descriptor, String metric) {
    List<Found> found = new ArrayList<>();
    for (String pair : pairs()) {
      for (String which : List.of("x", "y")) {
        double value = descriptor.score(common(pair, which)).value().orElseThrow();
        String side = pair + "_" + which;
        found.add(new Found(side, value, expected(pair, metric + "_" + which)));
      }
    }
    return agreement(descriptor.name(), found, Found::value);
  }

  private record Found(String where, double value, List<Double> expected) {

    double difference() {
      return expected.stream().mapToDouble(e -> Math.abs(e - value)).max().orElseThrow();
    }

    double apart() {
      var all = expected.stream().mapToDouble(e -> e).summaryStatistics();
      return all.getMax() - all.getMin();
    }
  }

  private static Agreement agreement(
      String measure, List<Found> found, ToDoubleFunction<Found> scale) {
    Found worst = found.getFirst();
    for (Found each : found) {
      if (each.difference() / scale.applyAsDouble(each)
          > worst.difference() / scale.applyAsDouble(worst)) {
        worst = each;
      }
    }
    return new Agreement(
        measure,
        found.size(),
        found.stream().mapToInt(each -> each.expected().size()).max().orElse(0),
        worst.difference() / scale.applyAsDouble(worst),
        worst.where(),
        worst.apart() / scale.applyAsDouble(worst));
  }

  private List<String> pairs() {
    return values.propertyStream().map(Map.Entry::getKey).toList();
  }

  /// Without the values kept to show a mistake, and the runs that failed.
  private List<Double> expected(String pair, String metric) {
    return StreamSupport.stream(values.path(pair).spliterator(), false)
        .filter(value -> value.path("metric").asText().equals(metric))
        .filter(value -> value.path("value").isNumber())
        .filter(value -> !value.path("convention").asText().startsWith("WRONG"))
        .map(value -> value.path("value").asDouble())
        .toList();
  }

  private Side side(String pair, String which) {
    DenseMatrix matrix = read(pair, which);
    return Side.of(Matrix.of(matrix.rows(), matrix.columns(), matrix.values()));
  }

  /// A side on the rows that are finite on both, which is what the references describe.
  private Side common(String pair, String which) {
    DenseMatrix mine = read(pair, which);
    DenseMatrix other = read(pair, which.equals("x") ? "y" : "x");
    int[] rows =
        IntStream.range(0, mine.rows())
            .filter(row -> isFinite(mine, row) && isFinite(other, row))
            .toArray();
    double[] values = new double[rows.length * mine.columns()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          mine.values(), rows[i] * mine.columns(), values, i * mine.columns(), mine.columns());
    }
    return Side.of(Matrix.of(rows.length, mine.columns(), values));
  }

  private static boolean isFinite(DenseMatrix matrix, int row) {
    return IntStream.range(row * matrix.columns(), (row + 1) * matrix.columns())
        .allMatch(i -> Double.isFinite(matrix.values()[i]));
  }

  private DenseMatrix read(String pair, String which) {
    return MatrixFile.read(folder.resolve("%s_%s.npy".formatted(pair, which)), OptionalInt.empty());
  }
}
