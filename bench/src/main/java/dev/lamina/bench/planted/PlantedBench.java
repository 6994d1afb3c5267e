package dev.lamina.bench.planted;

import dev.lamina.bench.Machine;
import dev.lamina.bench.planted.PlantedReport.CurveCase;
import dev.lamina.bench.planted.PlantedReport.StateCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./dev bench planted`: the report goes to standard output, all else to standard error.
@Command(
    name = "planted",
    description = "How well findings recover what is planted in simulated scores and states.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class PlantedBench implements Callable<Integer> {

  private static final long SEED = 13;

  /// As in real runs: see the report's first table.
  static final double REAL = 0.3;

  private static final List<Double> DEVIATIONS = List.of(0.1, REAL, 0.45);
  private static final double CORRELATION = 0.5;
  private static final double COMMON = 0.4;
  private static final double DRIFT = 0.1;

  @Option(
      names = "--cases",
      defaultValue = "100",
      description =
          "Simulated cases per line; a quarter for the largest ones and for hidden states.")
  private int cases;

  @Option(
      names = "--scores",
      paramLabel = "NAME=FILE",
      description =
          "A scores.csv of a real run, whose noise is measured; may be given several times.")
  private Map<String, Path> scores = Map.of();

  @Option(names = "--write", description = "Also writes the report to docs/bench/planted.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Machine machine = Machine.here();
    Map<String, CurveNoise> real = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : scores.entrySet()) {
      ScoreFile.read(file.getValue())
          .forEach((pair, curves) -> real.put(file.getKey() + ": " + pair, CurveNoise.of(curves)));
    }
    PlantedReport report =
        new PlantedReport(machine, curves(), states(), real, (System.nanoTime() - start) / 1e9);
    PlantedText text = new PlantedText(report);
    System.out.println(text.tables());
    if (write) {
      Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
      Path page = root.resolve("docs/bench/planted.md");
      Files.createDirectories(page.getParent());
      Files.writeString(page, text.page());
      tell("written: " + page);
    }
    return 0;
  }

  private List<CurveCase> curves() {
    List<CurveCase> done = new ArrayList<>();
    for (double deviation : DEVIATIONS) {
      Noise noise = noise(deviation);
      for (int[] size : new int[][] {{5, 13}, {16, 13}, {16, 31}, {71, 33}}) {
        for (int sections = 1; sections <= 4; sections++) {
          PlantedCurves.Shape shape = new PlantedCurves.Shape(size[0], size[1], sections);
          // The largest ones cost most and vary least.
          int count = size[0] > 50 ? Math.max(1, cases / 4) : cases;
          done.add(new CurveCase(shape, noise, Recovery.of(shape, noise, count, SEED)));
        }
      }
      tell("curves with noise of %s are done".formatted(deviation));
    }
    return done;
  }

  private List<StateCase> states() {
    List<StateCase> done = new ArrayList<>();
    int count = Math.max(1, cases / 4);
    for (double deviation : DEVIATIONS) {
      for (int rows : new int[] {100, 400}) {
        for (double gain : new double[] {0.15, 0.3}) {
          Noise noise = noise(deviation);
          StateRecovery found = StateRecovery.of(rows, gain, noise, count, SEED);
          done.add(new StateCase(rows, gain, noise, count, found));
        }
      }
      tell("states with noise of %s are done".formatted(deviation));
    }
    return done;
  }

  private static Noise noise(double deviation) {
    return new Noise(deviation, CORRELATION, COMMON, DRIFT);
  }

  private static void tell(String line) {
    System.err.println(line);
  }
}
