package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One pass over the rows of several sides, block by block, for the terms of linear HSIC of
/// pairs of them. Each side's own terms are computed once, or not at all where they are known.
///
/// With at least as many rows as columns a pair costs `n d₁ d₂` multiply-adds and a side half
/// of that, and the terms of a sample of rows ([RowSample#MOST]) as much again as so many more
/// rows; memory is one block of rows per side, `d₁ d₂` float64 numbers per pair and half of
/// `d²` per side, however many rows go by. Between sides of fewer rows than columns a side
/// costs `n² d / 2`, a pair `n²`, all rows have terms, and the rows are kept: fewer numbers
/// than `d²`.
///
/// In [Precision#FLOAT32] rows are centred in float64 before they are rounded, and products of
/// float32 are summed in float64 at least every 10,000 terms: what is made of the sums then
/// differs by less than 1e-5 from float64, also where some features dwarf the others. The same
/// rows give the same bits in any portions, and on any number of threads that cuts the products
/// alike.
///
/// Not for use by several threads at once; it uses as many threads as its kernel.
public final class LinearPass implements AutoCloseable {

  /// A side: how many columns, and its own terms if they are known, on the same rows.
  public record Input(int columns, Optional<SelfTerms> known) {

    public Input {
      if (columns < 1) {
        throw new IllegalArgumentException(
            "A side has at least 1 column, found %d".formatted(columns));
      }
    }

    /// A side of which nothing is known.
    public static Input of(int columns) {
      return new Input(columns, Optional.empty());
    }
  }

  /// Indices of two sides, from 0.
  public record Sides(int first, int second) {}

  private static final int COPIED = 512; // rows of a task

  private final int rows;
  private final List<StagedSide> sides;
  private final Products products;
  private final List<Sides> pairs;
  private final NativeMemory memory;
  private final Consumer<NativeMemory> release;
  private final Workers workers;
  private final List<Span> blocks;
  private int done; // blocks that were used
  private int filled; // rows of the block at hand
  private boolean finished;

  /// Prepares for `rows` rows of all sides.
  public LinearPass(
      int rows, List<Input> sides, List<Sides> pairs, Kernel kernel, Precision precision) {
    this(rows, sides, pairs, kernel, precision, new NativeMemory(), NativeMemory::close);
  }

  /// The same, one of several that follow one another.
  ///
  /// @param memory of all of them; no other uses it while this one is open
  public static LinearPass within(
      NativeMemory memory,
      int rows,
      List<Input> sides,
      List<Sides> pairs,
      Kernel kernel,
      Precision precision) {
    return new LinearPass(rows, sides, pairs, kernel, precision, memory, NativeMemory::reuse);
  }

  private LinearPass(
      int rows,
      List<Input> sides,
      List<Sides> pairs,
      Kernel kernel,
      Precision precision,
      NativeMemory memory,
      Consumer<NativeMemory> release) {
    this.memory = memory;
    this.release = release;
    this.rows = rows;
    this.pairs = List.copyOf(pairs);
    sides.forEach(side -> side.known().ifPresent(known -> requireRows(rows, known)));
    boolean whole = sides.stream().anyMatch(side -> rows < side.columns());
    this.blocks = Span.atMost(whole ? Math.max(rows, 1) : TileAddition.MOST_TERMS, rows);
    this.workers = new Workers(kernel.threads(), memory);
    this.sides = sides.stream().map(side -> stage(side, precision)).toList();
    this.products = new Products(this.sides, pairs, kernel, memory);
  }

  private static void requireRows(int rows, SelfTerms known) {
    if (known.rows() != rows) {
      throw new IllegalArgumentException(
          "Known terms of a side are on %d rows, those of the pass on %d"
              .formatted(known.rows(), rows));
    }
  }

  private StagedSide stage(Input input, Precision precision) {
    int most = blocks.stream().mapToInt(Span::count).max().orElse(0);
    View block = memory.matrix(precision, most, input.columns());
    RowSample sample = RowSample.spread(rows);
    KeptRows kept = new KeptRows(sample, memory.matrix(precision, sample.size(), input.columns()));
    return new StagedSide(rows, input, block, kept);
  }

  /// Adds the next `count` rows of all sides, one block per side, in the order of the sides.
  ///
  /// @throws NonFiniteRowException when a row holds NaN or infinity, not always at once
  public void add(List<RowBlock> next, int count) {
    requireFit(next, count);
    int from = 0;
    while (from < count) {
      Span block = blocks.get(done);
      int taken = Math.min(count - from, block.count() - filled);
      copy(next, from, taken);
      from += taken;
      filled += taken;
      if (filled == block.count()) {
        use(block);
        filled = 0;
        done++;
      }
    }
  }

  private void copy(List<RowBlock> next, int from, int count) {
    List<Workers.Task> tasks = new ArrayList<>();
    int line = filled;
    for (Span span : Span.atMost(COPIED, count)) {
      for (int s = 0; s < sides.size(); s++) {
        RowBlock rows = next.get(s);
        View block = sides.get(s).block();
        tasks.add(
            scratch -> rows.copy(from + span.from(), span.count(), block, line + span.from()));
      }
    }
    workers.run(tasks);
  }

  private void requireFit(List<RowBlock> next, int count) {
    int before = done == blocks.size() ? rows : blocks.get(done).from() + filled;
    if (count < 0 || count > rows - before) {
      throw new IllegalArgumentException(
          "A pass over %d rows, %d of which were added, cannot take %d more"
              .formatted(rows, before, count));
    }
    if (next.size() != sides.size()) {
      throw new IllegalArgumentException(
          "A pass over %d sides takes as many blocks, found %d"
              .formatted(sides.size(), next.size()));
    }
    for (int s = 0; s < sides.size(); s++) {
      long needed = (long) count * sides.get(s).columns();
      if (next.get(s).length() < needed) {
        throw new IllegalArgumentException(
            "%d rows of side %d are %d numbers, found %d"
                .formatted(count, s, needed, next.get(s).length()));
      }
    }
  }

  private void use(Span block) {
    int count = block.count();
    if (done == 0) {
      workers.run(sides.stream().flatMap(side -> side.look(count).stream()).toList());
      sides.forEach(StagedSide::settle);
    }
    workers.run(sides.stream().flatMap(side -> side.stage(block.from(), count).stream()).toList());
    for (int s = 0; s < sides.size(); s++) {
      OptionalInt unusable = sides.get(s).unusable();
      if (unusable.isPresent()) {
        throw new NonFiniteRowException(s, unusable.getAsInt());
      }
      sides.get(s).sum(count);
    }
    workers.run(products.add(count));
  }

  /// The terms of all pairs, in their order, when all rows were added.
  public List<PairTerms> finish() {
    if (done < blocks.size()) {
      throw new IllegalStateException(
          "Only %d of %d rows were added".formatted(blocks.get(done).from() + filled, rows));
    }
    if (!finished) {
      products.finish(workers);
      finished = true;
    }
    return pairs.stream().map(products::pair).toList();
  }

  /// The terms of one side alone, after [#finish]; the known ones where they were given.
  public SelfTerms self(int side) {
    if (!finished) {
      throw new IllegalStateException("The terms of a side are known once the pass is finished");
    }
    return products.self(side);
  }

  /// Bytes of native memory in use.
  long bytes() {
    return memory.bytes();
  }

  @Override
  public void close() {
    workers.close();
    release.accept(memory);
  }

  /// The terms of two sides that are in memory, in float64.
  ///
  /// @param rows `n`
  /// @param x `n × d₁`, row-major, all finite
  /// @param y `n × d₂`
  public static PairTerms between(int rows, double[] x, double[] y) {
    List<Input> inputs = List.of(Input.of(x.length / rows), Input.of(y.length / rows));
    try (LinearPass pass =
        new LinearPass(
            rows, inputs, List.of(new Sides(0, 1)), OpenBlas.withDefaults(), Precision.FLOAT64)) {
      pass.add(List.of(RowBlock.of(x), RowBlock.of(y)), rows);
      return pass.finish().getFirst();
    }
  }
}
