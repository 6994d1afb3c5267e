package dev.lamina.standalone;

import dev.lamina.contract.FaultException;
import dev.lamina.metrics.Descriptor;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.Pair;
import dev.lamina.metrics.Score;
import dev.lamina.metrics.Side;
import dev.lamina.tensor.MatrixFile;
import dev.lamina.tensor.MatrixFile.DenseMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        "Measures how alike two matrices are, or describes one: rows are items, columns features; in float64.")
final class MeasureCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "A", description = "A .npy file, or a Zarr array's folder.")
  private Path a = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "The other one, with the same rows.")
  private @Nullable Path b;

  @Option(
      names = "--measures",
      split = ",",
      paramLabel = "NAME",
      description =
          "Comma-separated names; those of one matrix describe A. Default: cka,cka-debiased, and of A alone all that describe it.")
  private List<String> measures = List.of();

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
    List<String> names = names();
    DenseMatrix x = read(a);
    Side first = side(x);
    Optional<Pair> pair =
        b == null ? Optional.empty() : Optional.of(Pair.of(first, side(paired(x, b))));
    List<Score> scores = new ArrayList<>();
    for (String name : names) {
      scores.add(score(name, first, pair));
    }
    if (output.json()) {
      OutputOption.print(scores.stream().map(Line::of).toList());
    } else {
      scores.forEach(MeasureCommand::print);
    }
    return Lamina.DONE;
  }

  private List<String> names() throws InputException {
    if (measures.isEmpty()) {
      return b == null
          ? Measures.descriptors().stream().map(Descriptor::name).toList()
          : List.of("cka", "cka-debiased");
    }
    for (String name : measures) {
      if (!Measures.names().contains(name)) {
        throw new InputException(
            "There is no measure \"%s\"; there are %s"
                .formatted(name, String.join(", ", Measures.names())));
      }
    }
    return measures;
  }

  private Score score(String name, Side first, Optional<Pair> pair) throws InputException {
    Optional<Descriptor> descriptor = Measures.descriptor(name);
    if (descriptor.isPresent()) {
      return descriptor.get().score(first);
    }
    Pair both =
        pair.orElseThrow(
            () -> new InputException("%s compares two matrices; give B too".formatted(name)));
    return Measures.named(name).orElseThrow().score(both);
  }

  private DenseMatrix paired(DenseMatrix x, Path other) throws InputException {
    DenseMatrix y = read(other);
    if (x.rows() != y.rows()) {
      throw new InputException(
          "%s has %d rows and %s has %d; the rows of both must be the same items in the same order"
              .formatted(a, x.rows(), other, y.rows()));
    }
    if (x.rowIdsDigest().isPresent()
        && y.rowIdsDigest().isPresent()
        && !x.rowIdsDigest().equals(y.rowIdsDigest())) {
      throw new InputException(
          "%s and %s hold different rows, or the same in another order; similarity is of the same"
                  .formatted(a, other)
              + " rows in two models");
    }
    return y;
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
