package dev.lamina.bench;

import dev.lamina.bench.calibration.CalibrationBench;
import dev.lamina.bench.extraction.ExtractionBench;
import dev.lamina.bench.measures.MeasuresBench;
import dev.lamina.bench.oracle.OracleBench;
import dev.lamina.bench.planted.PlantedBench;
import dev.lamina.bench.start.StartBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./dev bench`.
@Command(
    name = "./dev bench",
    description = "Measures Lamina beside its peers on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      ExtractionBench.class,
      MeasuresBench.class,
      CalibrationBench.class,
      PlantedBench.class,
      OracleBench.class,
      StartBench.class
    })
public final class Bench {

  private Bench() {}

  static void main(String... arguments) {
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(arguments));
  }
}
