package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/// One side in a pass: the rows of the block at hand, centred provisionally, and what is kept of
/// those that went by.
final class StagedSide {

  private static final int CHUNK = 64;
  private static final int ENOUGH = 500; // rows for a provisional centre

  private final int rows;
  private final int columns;
  private final Optional<SelfTerms> known;
  private final View block;
  private final Centre centre;
  private final double[] energies; // of the block's rows, about the provisional centre
  private final AtomicInteger unusable = new AtomicInteger(Integer.MAX_VALUE);
  private final KeptRows kept;
  private final Moments moments;
  private double energy; // of all rows that went by
  private volatile boolean varies;

  StagedSide(int rows, LinearPass.Input input, View block, KeptRows kept) {
    this.rows = rows;
    this.columns = input.columns();
    this.known = input.known();
    this.block = block;
    this.centre = new Centre(columns);
    this.energies = new double[block.rows()];
    this.kept = kept;
    this.moments = new Moments(this);
  }

  /// All rows of the pass.
  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /// Whether the `n × n` form costs less than the `d × d` form.
  boolean wide() {
    return rows < columns;
  }

  Optional<SelfTerms> known() {
    return known;
  }

  boolean constant() {
    return !varies;
  }

  int exponent() {
    return centre.exponent();
  }

  KeptRows kept() {
    return kept;
  }

  Moments moments() {
    return moments;
  }

  View block() {
    return block;
  }

  /// The first `count` rows of the block.
  View block(int count) {
    return block.rows(0, count);
  }

  /// `‖zᵢ‖²` of the rows of the block.
  double[] energies() {
    return energies;
  }

  /// `Σ ‖zᵢ‖²` of all rows that went by.
  double energy() {
    return energy;
  }

  /// The mean of all rows about the provisional centre.
  double[] shift() {
    double[] shift = moments.sum().clone();
    for (int c = 0; c < columns; c++) {
      shift[c] /= rows;
    }
    return shift;
  }

  /// Looks at the first block; to be followed by [#settle].
  List<Workers.Task> look(int count) {
    return centre.tasks(block(count), wide() ? 1 : Math.max(1, count / ENOUGH));
  }

  void settle() {
    centre.settle(known.map(terms -> OptionalInt.of(terms.exponent())).orElse(OptionalInt.empty()));
  }

  /// Centres the rows of the block in place; the first of them is row `first` of all.
  List<Workers.Task> stage(int first, int count) {
    return Span.atMost(CHUNK, count).stream()
        .<Workers.Task>map(chunk -> scratch -> stage(first, chunk, scratch.lines(columns)))
        .toList();
  }

  private void stage(int first, Span chunk, Lines lines) {
    for (int i = chunk.from(); i < chunk.end(); i++) {
      double[] row = lines.read(block, i, 0, columns);
      if (!varies && centre.differs(row)) {
        varies = true;
      }
      centre.apply(row);
      energies[i] = Vectors.dot(row, 0, row, 0, columns);
      if (!Double.isFinite(energies[i])) {
        verify(first + i, lines.read(block, i, 0, columns));
        centre.apply(row);
      }
      lines.write(block, i, 0, columns);
      kept.offer(first + i, lines);
    }
  }

  /// Notes a row whose values, rather than what became of them, are not finite.
  private void verify(int index, double[] row) {
    if (!Arrays.stream(row, 0, columns).allMatch(Double::isFinite)) {
      unusable.accumulateAndGet(index, Math::min);
    }
  }

  /// The first row found that is not finite.
  OptionalInt unusable() {
    int row = unusable.get();
    return row == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(row);
  }

  /// Counts the staged rows of the block as gone by.
  void sum(int count) {
    for (int i = 0; i < count; i++) {
      energy += energies[i];
    }
  }
}
