package dev.lamina.standalone;

import dev.lamina.contract.FaultException;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measure;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.Score;
import dev.lamina.metrics.Side;
import dev.lamina.tensor.MatrixFile;
import dev.lamina.tensor.MatrixFile.DenseMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description =
        "Measures how alike two matrices are: rows are items, columns features; in float64.")
final class MeasureCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "A", description = "A .npy file, or a Zarr array's folder.")
  private Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The other one, with the same rows.")
  private Path b = Path.of("");

  @Option(
      names = "--measures",
      split = ",",
      paramLabel = "NAME",
      description = "Comma-separated names. Default: cka,cka-debiased.")
  private List<String> measures = List.of("cka", "cka-debiased");

  @Option(
      names = "--layer",
      paramLabel = "N",
      description = "Layer of a Zarr array with layers, rows and features.")
  private @Nullable Integer layer;

  @Mixin private OutputOption output = new OutputOption();

  /// One line of the result.
  record Line(
      String measure,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      int n,
      int dropped) {

    static Line of(Score score) {
      return new Line(
          score.measure(),
          orNull(score.value()),
          orNull(score.low()),
          orNull(score.high()),
          score.n(),
          score.dropped());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Measure> wanted = wanted();
    DenseMatrix x = read(a);
    DenseMatrix y = read(b);
    if (x.rows() != y.rows()) {
      throw new InputException(
          "%s has %d rows and %s has %d; the rows of both must be the same items in the same order"
              .formatted(a, x.rows(), b, y.rows()));
    }
    if (x.rowIdsDigest().isPresent()
        && y.rowIdsDigest().isPresent()
        && !x.rowIdsDigest().equals(y.rowIdsDigest())) {
      throw new InputException(
          "%s and %s hold different rows, or the same in another order; similarity is of the same"
                  .formatted(a, b)
              + " rows in two models");
    }
    List<Score> scores = Measures.score(wanted, side(x), side(y));
    if (output.json()) {
      OutputOption.print(scores.stream().map(Line::of).toList());
    } else {
      scores.forEach(MeasureCommand::print);
    }
    return Lamina.DONE;
  }

  private List<Measure> wanted() throws InputException {
    List<Measure> wanted = new ArrayList<>();
    for (String name : measures) {
      wanted.add(
          Measures.named(name)
              .orElseThrow(
                  () ->
                      new InputException(
                          "There is no measure \"%s\"; there are %s"
                              .formatted(name, String.join(", ", Measures.names())))));
    }
    return wanted;
  }

  private DenseMatrix read(Path file) throws InputException {
    try {
      return MatrixFile.read(file, layer == null ? OptionalInt.empty() : OptionalInt.of(layer));
    } catch (FaultException e) {
      throw new InputException(e.getMessage());
    }
  }

  private static Side side(DenseMatrix matrix) {
    return Side.of(Matrix.of(matrix.rows(), matrix.columns(), matrix.values()));
  }

  private static void print(Score score) {
    String value =
        score.value().isPresent()
            ? "%.6f".formatted(score.value().getAsDouble())
            : "undefined: " + score.undefined().orElse("");
    System.out.printf(
        "%-24s %s  (n %d, dropped %d)%n", score.measure(), value, score.n(), score.dropped());
  }
}
