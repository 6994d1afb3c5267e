package dev.lamina.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One service in a process of its own.
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final URI address;
  private final Path log;

  private ServiceProcess(String name, Process process, URI address, Path log) {
    this.name = name;
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /// How a service is started.
  ///
  /// @param module its folder in the project
  /// @param settings of the service
  /// @param jvmOptions beside those that the service needs
  /// @param environment beside this process's own
  public record Launch(
      String module,
      int port,
      Map<String, String> settings,
      List<String> jvmOptions,
      Map<String, String> environment) {

    public Launch {
      settings = Map.copyOf(settings);
      jvmOptions = List.copyOf(jvmOptions);
      environment = Map.copyOf(environment);
    }

    /// The system property `lamina.services.jvm-options` holds options for each service, such as
    /// an agent, separated by spaces.
    static Launch of(String module, int port, Map<String, String> settings) {
      String options = System.getProperty("lamina.services.jvm-options", "");
      return new Launch(
          module,
          port,
          settings,
          options.isEmpty() ? List.of() : List.of(options.split(" ")),
          Map.of());
    }

    private List<String> command(Path home) {
      Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.addAll(jvmOptions);
      settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
      command.add("-Dquarkus.http.host=127.0.0.1");
      command.add("-Dquarkus.http.port=" + port);
      command.add("-jar");
      command.add(jar.toString());
      return command;
    }
  }

  /// Starts a service from its build; use [#awaitReady] before asking it anything.
  ///
  /// @param log where it writes, appended
  public static ServiceProcess start(Path home, Launch launch, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command(home))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(launch.environment());
    try {
      URI address = URI.create("http://127.0.0.1:" + launch.port());
      return new ServiceProcess(launch.module(), builder.start(), address, log);
    } catch (IOException e) {
      throw new UncheckedIOException(launch.module() + " could not be started", e);
    }
  }

  public URI address() {
    return address;
  }

  /// The process, for whoever sends it signals.
  public ProcessHandle handle() {
    return process.toHandle();
  }

  public void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(START);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "%s is %s; see %s"
                  .formatted(name, process.isAlive() ? "not ready in time" : "ended", log));
        }
        Thread.sleep(200);
      }
    }
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// As `kill -9` does.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks the service to stop, and waits for it to finish or give back what it holds.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
