package dev.lamina.standalone;

import dev.lamina.gateway.source.SweepResolver.Resolution;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Runs the example sweep on real models, prints its findings and serves the page.")
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write the results. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("lamina-demo");

  @Option(names = "--no-serve", description = "End when the results are written.")
  private boolean noServe;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page; 0 takes any that is free. Default: any.")
  private int port;

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    Resolution resolution = new SpecFile(spec()).resolve();
    SweepJob job = new SweepJob(resolution, out, output.json());
    return Engine.run(
        new Engine.Settings(store.folder(), !noServe, port, false),
        engine -> {
          if (noServe) {
            return job.run(engine);
          }
          System.err.println("Watch it at " + Engine.address());
          int code = job.run(engine);
          ServeCommand.announce();
          Quarkus.waitForExit();
          return code;
        });
  }

  /// The launcher tells where the project lies.
  private static Path spec() throws InputException {
    Path home = Path.of(System.getProperty("lamina.home", ""));
    Path spec = home.resolve("examples/demo/sweep.yaml");
    if (!Files.exists(spec)) {
      throw new InputException(
          "The demo's spec is not at %s; start the demo as ./lamina demo, from the project's folder"
              .formatted(spec.toAbsolutePath()));
    }
    return spec;
  }
}
