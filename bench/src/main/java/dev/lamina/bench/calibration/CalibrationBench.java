package dev.lamina.bench.calibration;

import dev.lamina.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./dev bench calibration`: the report goes to standard output, all else to standard error.
@Command(
    name = "calibration",
    description = "How often confidence intervals cover the truth, and p-values mislead.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class CalibrationBench implements Callable<Integer> {

  @Option(names = "--pairs", defaultValue = "1000", description = "Simulated pairs per setting.")
  private int pairs;

  @Option(names = "--threads", defaultValue = "2", description = "Settings simulated at once.")
  private int threads;

  @Option(names = "--write", description = "Also writes the report to docs/bench/calibration.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Machine machine = Machine.here();
    List<Cost> costs = costs();
    CalibrationReport report;
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      report =
          new CalibrationReport(
              machine,
              pairs,
              each(workers, Settings.coverage(), cell -> Coverage.of(cell, pairs)),
              each(
                  workers,
                  Settings.contrasts(),
                  cell -> ContrastCoverage.of(cell, Settings.other(cell.truth()), pairs)),
              each(workers, Settings.permutations(), Permutations::of),
              costs);
    }
    CalibrationText text = new CalibrationText(report);
    System.out.println(text.tables());
    if (write) {
      Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
      Path page = root.resolve("docs/bench/calibration.md");
      Files.createDirectories(page.getParent());
      Files.writeString(page, text.page());
      tell("written: " + page);
    }
    return 0;
  }

  /// Before the simulations, which would disturb the measurement.
  private static List<Cost> costs() {
    tell("measuring costs");
    return List.of(
        Cost.of(500, 2048), Cost.of(1000, 512), Cost.of(4000, 768), Cost.of(10_000, 1024));
  }

  private static <T> List<T> each(
      ExecutorService workers, List<Cell> cells, Function<Cell, T> simulation)
      throws InterruptedException, ExecutionException {
    List<Future<T>> started =
        cells.stream().map(cell -> workers.submit(() -> simulation.apply(cell))).toList();
    List<T> done = new ArrayList<>();
    for (Future<T> future : started) {
      done.add(future.get());
    }
    tell(cells.size() + " settings simulated");
    return done;
  }

  private static void tell(String line) {
    System.err.println(line);
  }
}
