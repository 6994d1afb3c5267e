package dev.lamina.bench.measures;

import dev.lamina.analyzer.AnalysisMeters;
import dev.lamina.analyzer.AnalysisWork;
import dev.lamina.bench.StoredFiles;
import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.metrics.Cka;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.LinearPass.Input;
import dev.lamina.metrics.hsic.LinearPass.Sides;
import dev.lamina.metrics.hsic.RowBlock;
import dev.lamina.tensor.FolderStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Lets the sides take turns, so that a machine's slow minute slows them all. Every second round
/// goes backwards.
final class Rounds {

  private final Setting setting;
  private final MossaTask task;
  private final Path store;
  private final Peers peers;
  private final Consumer<String> progress;
  private final OpenBlas kernel;

  Rounds(Setting setting, MossaTask task, Path store, Peers peers, Consumer<String> progress) {
    this.setting = setting;
    this.task = task;
    this.store = store;
    this.peers = peers;
    this.progress = progress;
    this.kernel = OpenBlas.withDefaults().withThreads(setting.threads());
  }

  List<Round> run() {
    // As a service does, Java compiles what it does often.
    pair();
    cell();
    List<Round> rounds = new ArrayList<>();
    for (int number = 0; number < setting.rounds(); number++) {
      Round round = number % 2 == 0 ? forwards() : backwards();
      rounds.add(round);
      progress.accept(
          "round %d: a pair %.2f s, numpy %.2f s; a cell cold %.2f s, known %.2f s, numpy %.2f s"
              .formatted(
                  number + 1,
                  round.pair().seconds(),
                  round.numpy().seconds(),
                  round.cold(),
                  round.known(),
                  round.numpyCell()));
    }
    return rounds;
  }

  private Round forwards() {
    double pairRate = peers.rate();
    Timed pair = pair();
    Timed numpy = peers.pair("numpy", setting.rows());
    Timed torch = peers.pair("torch", setting.rows());
    forget("self-terms");
    double cellRate = peers.rate();
    double cold = cell();
    double known = cell();
    return new Round(pairRate, cellRate, pair, numpy, torch, cold, known, numpyCell());
  }

  private Round backwards() {
    double numpyCell = numpyCell();
    forget("self-terms");
    double cold = cell();
    double known = cell();
    double cellRate = peers.rate();
    Timed torch = peers.pair("torch", setting.rows());
    Timed numpy = peers.pair("numpy", setting.rows());
    Timed pair = pair();
    return new Round(peers.rate(), cellRate, pair, numpy, torch, cold, known, numpyCell);
  }

  /// From float32 arrays in memory to the number.
  private Timed pair() {
    return pair(setting.rows());
  }

  /// @param rows the first ones
  Timed pair(int rows) {
    try (FolderStore states = FolderStore.at(store)) {
      float[] x = task.layer(MossaTask.BASE, states, rows);
      float[] y = task.layer(MossaTask.CONTROL, states, rows);
      return Timed.of(() -> cka(x, y, rows));
    }
  }

  private double cka(float[] x, float[] y, int rows) {
    List<Input> sides = List.of(Input.of(setting.features()), Input.of(setting.features()));
    try (LinearPass pass =
        new LinearPass(rows, sides, List.of(new Sides(0, 1)), kernel, Precision.FLOAT32)) {
      pass.add(List.of(RowBlock.of(x), RowBlock.of(y)), rows);
      return Cka.withDefaults().value(pass.finish().getFirst());
    }
  }

  /// Seconds per cell of the whole task through the analyzer, from the store to the store.
  private double cell() {
    forget("scores");
    AnalysisUnit unit =
        AnalysisUnit.of(
            List.of(
                new ArrayPair(MossaTask.BASE, MossaTask.CONTROL),
                new ArrayPair(MossaTask.TUNED, MossaTask.CONTROL)),
            IntStream.range(0, setting.layers()).boxed().toList(),
            List.of("cka"),
            Measures.KERNELS);
    try (FolderStore states = FolderStore.at(store)) {
      AnalysisWork work =
          new AnalysisWork(states, kernel, new AnalysisMeters(new SimpleMeterRegistry()));
      return Timed.of(() -> work.perform(unit).hashCode()).seconds() / (2 * setting.layers());
    }
  }

  private double numpyCell() {
    Path control = task.file(MossaTask.CONTROL, 0);
    double base = peers.cell(task.file(MossaTask.BASE, 0), control).seconds();
    double tuned = peers.cell(task.file(MossaTask.TUNED, 0), control).seconds();
    return (base + tuned) / 2;
  }

  private void forget(String artefacts) {
    try {
      if (Files.exists(store.resolve(artefacts))) {
        StoredFiles.delete(store.resolve(artefacts));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
