package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The products that a pass forms: those of pairs, and those of sides with themselves as far as
/// they are not known, in whichever form costs less. A side's own terms are those of the side
/// paired with itself.
final class Products {

  private final List<StagedSide> sides;
  private final Kernel kernel;
  private final NativeMemory memory;
  private final Map<LinearPass.Sides, StreamedPair> streamed = new LinkedHashMap<>();
  private final Map<Integer, Gram> grams = new TreeMap<>();
  private final Map<LinearPass.Sides, StreamedTerms> terms = new LinkedHashMap<>();
  private final Map<StagedSide, DistinctSums> distinct = new LinkedHashMap<>();

  Products(
      List<StagedSide> sides, List<LinearPass.Sides> pairs, Kernel kernel, NativeMemory memory) {
    this.sides = sides;
    this.kernel = kernel;
    this.memory = memory;
    pairs.stream().filter(pair -> pair.first() != pair.second()).forEach(this::prepare);
    IntStream.range(0, sides.size())
        .filter(side -> sides.get(side).known().isEmpty())
        .forEach(side -> prepare(new LinearPass.Sides(side, side)));
  }

  private void prepare(LinearPass.Sides pair) {
    StagedSide x = sides.get(pair.first());
    StagedSide y = sides.get(pair.second());
    if (x.wide() && y.wide()) {
      grams.computeIfAbsent(pair.first(), side -> new Gram(x, kernel, memory));
      grams.computeIfAbsent(pair.second(), side -> new Gram(y, kernel, memory));
    } else {
      streamed.computeIfAbsent(pair, sides -> new StreamedPair(x, y, kernel, memory));
    }
  }

  /// Adds the staged rows of the block.
  List<Workers.Task> add(int count) {
    return Stream.<Stream<? extends Workers.Task>>of(
            streamed.values().stream().flatMap(pair -> pair.add(count).stream()),
            grams.values().stream().flatMap(gram -> gram.form().stream()),
            streamedSides().flatMap(side -> side.moments().add(count).stream()))
        .<Workers.Task>flatMap(tasks -> tasks)
        .toList();
  }

  private Stream<StagedSide> streamedSides() {
    return streamed.values().stream().flatMap(pair -> Stream.of(pair.x(), pair.y())).distinct();
  }

  /// Moves the streamed products to the true centres, once all rows went by.
  void finish(Workers workers) {
    sumDistinct(true);
    workers.run(
        Stream.concat(
                streamed.values().stream().flatMap(pair -> pair.settle().stream()),
                grams.values().stream().flatMap(gram -> gram.settle().stream()))
            .toList());
    workers.run(streamedSides().flatMap(side -> side.kept().move(side.shift()).stream()).toList());
    Map<LinearPass.Sides, Recentred> recentred = new LinkedHashMap<>();
    streamed.forEach((pair, product) -> recentred.put(pair, Recentred.of(product)));
    workers.run(recentred.values().stream().flatMap(done -> done.patches().stream()).toList());
    recentred.forEach((pair, done) -> terms.put(pair, done.terms()));
    workers.run(terms.values().stream().flatMap(pair -> pair.tasks().stream()).toList());
    sumDistinct(false);
  }

  /// Wide sides before any move, so that they give the same bits whatever they are paired with:
  /// their one block holds all rows, whose centre is the true one. The others are moved in any
  /// case.
  private void sumDistinct(boolean wide) {
    for (StagedSide side : sides) {
      if (side.known().isEmpty() && side.wide() == wide) {
        distinct.put(side, DistinctSums.of(side.rows(), side.kept(), kernel, memory));
      }
    }
  }

  private record Recentred(StreamedPair pair, List<Patch> patches) {
    static Recentred of(StreamedPair pair) {
      return new Recentred(pair, pair.recentre());
    }

    StreamedTerms terms() {
      return new StreamedTerms(pair, patches);
    }
  }

  /// What was found of a pair.
  PairTerms pair(LinearPass.Sides pair) {
    SelfTerms x = self(pair.first());
    SelfTerms y = self(pair.second());
    if (pair.first() == pair.second()) {
      return new PairTerms(x, x, x.sums(), x.sampled());
    }
    Found found = found(pair);
    return new PairTerms(x, y, found.sums(), found.rows());
  }

  /// What was known or found of a side.
  SelfTerms self(int index) {
    StagedSide side = sides.get(index);
    return side.known().orElseGet(() -> selfOf(side, found(new LinearPass.Sides(index, index))));
  }

  private SelfTerms selfOf(StagedSide side, Found found) {
    DistinctSums sums = Optional.ofNullable(distinct.get(side)).orElseThrow();
    return new SelfTerms(found.sums(), side.constant(), side.exponent(), sums, found.rows());
  }

  private record Found(HsicSums sums, List<RowTerms> rows) {}

  private Found found(LinearPass.Sides pair) {
    return Optional.ofNullable(terms.get(pair))
        .map(streamed -> new Found(streamed.sums(), streamed.rows()))
        .orElseGet(() -> fromGrams(pair));
  }

  private Found fromGrams(LinearPass.Sides pair) {
    GramTerms found = new GramTerms(gram(pair.first()), gram(pair.second()));
    return new Found(found.sums(), found.rows());
  }

  private Gram gram(int side) {
    return Optional.ofNullable(grams.get(side)).orElseThrow();
  }
}
