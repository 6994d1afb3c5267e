package dev.lamina.bench.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lets the sides take turns, so that a machine's slow minute slows them all. Every second round
/// goes backwards.
final class Rounds {

  /// A batch size this much slower than the best of the first round is not tried again.
  private static final double HOPELESS = 1.15;

  private final LaminaSide lamina;
  private final PaperWay paper;
  private final SortedBatches sorted;
  private final Sgemm sgemm;
  private final Conditions conditions;
  private final Consumer<String> progress;
  private List<Integer> batches;

  Rounds(
      LaminaSide lamina,
      PaperWay paper,
      SortedBatches sorted,
      Sgemm sgemm,
      Conditions conditions,
      Consumer<String> progress) {
    this.lamina = lamina;
    this.paper = paper;
    this.sorted = sorted;
    this.sgemm = sgemm;
    this.conditions = conditions;
    this.progress = progress;
    this.batches = conditions.batches();
  }

  List<Round> run() {
    warmUp();
    List<Round> rounds = new ArrayList<>();
    for (int number = 0; number < conditions.rounds(); number++) {
      Round round = number % 2 == 0 ? forwards() : backwards();
      batches = hopeful(round);
      rounds.add(round);
      progress.accept(
          "round %d: Lamina %.2f rows/s, the paper's way %.2f, transformers %.2f"
              .formatted(
                  number + 1,
                  round.lamina().rowsPerSecond(),
                  round.paper().rowsPerSecond(),
                  round.best().rowsPerSecond()));
    }
    return rounds;
  }

  private void warmUp() {
    int few = conditions.warmUpTexts();
    lamina.pass(few);
    paper.pass(few);
    batches.forEach(batch -> sorted.pass(few, batch));
    sgemm.measure();
  }

  private Round forwards() {
    LaminaSide.Stored ours = lamina.pass(conditions.texts());
    Pass theirs = paper.pass(conditions.texts());
    List<Round.Batched> batched = batched(batches);
    return new Round(ours, theirs, batched, sgemm.measure());
  }

  private Round backwards() {
    Sgemm.PerToken rate = sgemm.measure();
    List<Round.Batched> batched = batched(batches.reversed());
    Pass theirs = paper.pass(conditions.texts());
    return new Round(lamina.pass(conditions.texts()), theirs, batched, rate);
  }

  private List<Round.Batched> batched(List<Integer> sizes) {
    List<Round.Batched> turns = new ArrayList<>();
    sizes.forEach(
        size -> turns.add(new Round.Batched(size, sorted.pass(conditions.texts(), size))));
    return turns;
  }

  private List<Integer> hopeful(Round round) {
    double limit = round.best().seconds() * HOPELESS;
    return batches.stream().filter(size -> round.batched(size).seconds() <= limit).toList();
  }
}
