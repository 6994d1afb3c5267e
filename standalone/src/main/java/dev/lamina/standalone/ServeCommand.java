package dev.lamina.standalone;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serves the web page and the API over the store, on this machine's loopback address.")
final class ServeCommand implements Callable<Integer> {

  static final int PORT = 7070;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
  private int port = PORT;

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws Exception {
    return Engine.run(
        new Engine.Settings(store.folder(), true, port, true),
        engine -> {
          announce();
          Quarkus.waitForExit();
          return Lamina.DONE;
        });
  }

  static void announce() {
    System.out.println("Serving " + Engine.address() + "  (Ctrl-C ends it)");
  }
}
