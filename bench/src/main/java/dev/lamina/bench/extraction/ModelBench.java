package dev.lamina.bench.extraction;

import dev.lamina.bench.Python;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures one model: for each number of threads all sides are started, and take turns.
final class ModelBench {

  private final BenchModel model;
  private final Conditions conditions;
  private final Python python;
  private final Path texts;
  private final Consumer<String> progress;

  private ModelBench(
      BenchModel model,
      Conditions conditions,
      Python python,
      Path texts,
      Consumer<String> progress) {
    this.model = model;
    this.conditions = conditions;
    this.python = python;
    this.texts = texts;
    this.progress = progress;
  }

  /// @param python whose work folder gets the texts and the logs
  static Report measure(
      BenchModel model, Conditions conditions, Python python, Consumer<String> progress) {
    Path texts = python.work().resolve("texts.jsonl");
    python.run(
        "texts.py",
        model.checkpoint().resolve("tokenizer.json").toString(),
        texts.toString(),
        String.valueOf(conditions.mostTexts()));
    return new ModelBench(model, conditions, python, texts, progress).measure();
  }

  /// What came out, and which software the peers ran on.
  record Report(ModelReport model, String peers) {}

  private record Threaded(Speed speed, double loadSeconds, double peerLoadSeconds, String peers) {}

  private Report measure() {
    List<Threaded> threaded = new ArrayList<>();
    conditions.threads().forEach(threads -> threaded.add(measure(threads)));
    Threaded last = threaded.getLast();
    ModelReport report =
        new ModelReport(
            model.name(),
            model.unitRows(),
            worstError(),
            last.loadSeconds(),
            last.peerLoadSeconds(),
            threaded.stream().map(Threaded::speed).toList(),
            memory());
    return new Report(report, last.peers());
  }

  private Threaded measure(int threads) {
    progress.accept("%s, %d thread(s)".formatted(model.name(), threads));
    try (LaminaSide lamina = lamina(threads);
        PaperWay paper = new PaperWay(python, model, texts, threads);
        SortedBatches sorted = new SortedBatches(python, model, texts, threads);
        Sgemm sgemm = new Sgemm(python, model, threads)) {
      List<Round> rounds = new Rounds(lamina, paper, sorted, sgemm, conditions, progress).run();
      return new Threaded(
          Speed.of(threads, rounds), lamina.loadSeconds(), sorted.loadSeconds(), sorted.versions());
    }
  }

  private double worstError() {
    Path ours = python.work().resolve("lamina.f32");
    Path theirs = python.work().resolve("transformers.f32");
    try (LaminaSide lamina = lamina(1);
        SortedBatches sorted = new SortedBatches(python, model, texts, 1)) {
      lamina.states(Agreement.ROWS, ours);
      sorted.states(Agreement.ROWS, theirs);
      return Agreement.worstError(ours, theirs, lamina.features());
    }
  }

  private Optional<Memory> memory() {
    if (conditions.memoryTexts() == 0) {
      return Optional.empty();
    }
    progress.accept("%s, memory".formatted(model.name()));
    int threads = conditions.threads().stream().max(Integer::compare).orElseThrow();
    try (LaminaSide fresh = lamina(threads)) {
      return Optional.of(Memory.measure(model, fresh, conditions));
    }
  }

  private LaminaSide lamina(int threads) {
    return new LaminaSide(model, texts, threads, python.work());
  }
}
