package dev.lamina.bench.extraction;

import dev.lamina.bench.Median;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What the rounds with one number of threads say.
record Speed(int threads, Own lamina, Paper paper, Batches batches, Rate sgemm) {

  /// Lamina itself.
  ///
  /// @param padding share of the tokens that it computed
  /// @param storedShare bytes stored, by rows x layers x features x 4
  record Own(Median rowsPerSecond, Median tokensPerSecond, double padding, double storedShare) {}

  /// transformers in the paper's way.
  record Paper(Median rowsPerSecond, Ratio ratio) {}

  /// transformers in batches.
  ///
  /// @param best the size at which it was fastest, with which the ratio is
  /// @param tried all sizes that were tried in every round
  record Batches(BatchSpeed best, List<BatchSpeed> tried, Ratio ratio) {
    Batches {
      tried = List.copyOf(tried);
    }
  }

  /// @param size texts per batch
  /// @param rowsPerSecond the median
  record BatchSpeed(int size, double rowsPerSecond) {}

  /// How many times as many rows Lamina does as a peer. Each is taken within a round.
  ///
  /// @param clock per second by the clock
  /// @param cpu per second of CPU time
  record Ratio(Median clock, Median cpu) {

    static Ratio to(Function<Round, Pass> peer, List<Round> rounds) {
      return new Ratio(
          median(rounds, round -> peer.apply(round).seconds() / round.lamina().seconds()),
          median(rounds, round -> peer.apply(round).cpuSeconds() / round.lamina().cpuSeconds()));
    }
  }

  /// This machine's float32 matrix products at the model's shapes.
  ///
  /// @param share of Lamina's time that the weights' multiply-adds of real tokens take at that
  ///     rate
  record Rate(Median gflops, Median share) {}

  static Speed of(int threads, List<Round> rounds) {
    List<BatchSpeed> tried = tried(rounds);
    BatchSpeed best =
        tried.stream().max(Comparator.comparingDouble(BatchSpeed::rowsPerSecond)).orElseThrow();
    LaminaSide.Stored first = rounds.getFirst().stored();
    return new Speed(
        threads,
        new Own(
            median(rounds, round -> round.lamina().rowsPerSecond()),
            median(rounds, round -> round.lamina().tokensPerSecond()),
            first.pass().padding(),
            first.storedShare()),
        new Paper(
            median(rounds, round -> round.paper().rowsPerSecond()), Ratio.to(Round::paper, rounds)),
        new Batches(best, tried, Ratio.to(round -> round.batched(best.size()), rounds)),
        new Rate(
            median(rounds, round -> round.sgemm().gflops()),
            median(rounds, round -> round.sgemm().share(round.lamina()))));
  }

  private static List<BatchSpeed> tried(List<Round> rounds) {
    return rounds.getLast().batches().stream()
        .map(Round.Batched::size)
        .sorted()
        .map(
            size ->
                new BatchSpeed(
                    size, median(rounds, round -> round.batched(size).rowsPerSecond()).value()))
        .toList();
  }

  private static Median median(List<Round> rounds, ToDoubleFunction<Round> measure) {
    return Median.of(rounds.stream().mapToDouble(measure).boxed().toList());
  }
}
