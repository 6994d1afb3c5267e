package dev.lamina.standalone;

import dev.lamina.gateway.source.SweepResolver.Resolution;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a sweep on this machine and writes scores, findings, manifest and report.")
final class RunCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SPEC", description = "The sweep's spec, YAML or JSON.")
  private Path spec = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the results; made if it is not there.")
  private Path out = Path.of("");

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    Resolution resolution = new SpecFile(spec).resolve();
    SweepJob job = new SweepJob(resolution, out, output.json());
    return Engine.run(new Engine.Settings(store.folder(), false, 0, false), job::run);
  }
}
