package dev.lamina.standalone;

import dev.lamina.gateway.plan.ResolvedSweep;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a spec and all that it names: models, rows, measures. Runs nothing.")
final class ValidateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SPEC", description = "The sweep's spec, YAML or JSON.")
  private Path spec = Path.of("");

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    ResolvedSweep sweep = new SpecFile(spec).resolve().sweep();
    if (output.json()) {
      OutputOption.print(
          Map.of(
              "name", sweep.name(),
              "valid", true,
              "models", sweep.models().size(),
              "tasks", sweep.tasks().size()));
    } else {
      int rows = sweep.tasks().stream().mapToInt(task -> task.rowCount()).sum();
      System.out.printf(
          "%s is sound: %d models, %d tasks, %,d rows.%n",
          spec, sweep.models().size(), sweep.tasks().size(), rows);
    }
    return Lamina.DONE;
  }
}
