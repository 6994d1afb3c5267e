package dev.lamina.bench.start;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A service as its image holds it: jars, options, and the cache of a training start.
///
/// @param folder with `quarkus-run.jar`, `plain.options` and, of the trained, `start.options`
/// @param settings as options of the JVM
record Service(String name, Path folder, List<String> settings) {

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  /// Trains a build in its own folder, as `./dev images --aot` does in an image.
  ///
  /// @param images folder of the project that says how
  static Service trained(String name, Path folder, Path images, List<String> settings)
      throws IOException, InterruptedException {
    Path options = images.resolve("start.options");
    Files.copy(options, folder.resolve("start.options"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(options, folder.resolve("plain.options"), StandardCopyOption.REPLACE_EXISTING);
    Service service = new Service(name, folder, settings);
    List<String> command = new ArrayList<>(List.of("bash", images.resolve("train").toString()));
    command.add(Integer.toString(freePort()));
    command.addAll(settings);
    if (service.process(command, folder.resolve("train.log")).start().waitFor() != 0) {
      throw new IOException("%s did not start; see %s".formatted(name, folder));
    }
    return service;
  }

  /// Seconds from the start of the JVM until the service says that it is ready.
  ///
  /// @param cached whether to use what the training start loaded
  double start(boolean cached) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(cached ? "@start.options" : "@plain.options");
    command.addAll(settings);
    command.add("-Dquarkus.http.port=" + port);
    command.addAll(List.of("-jar", "quarkus-run.jar"));
    long started = System.nanoTime();
    Process process = process(command, folder.resolve("start.log")).start();
    try {
      awaitReady(process, port);
      return (System.nanoTime() - started) / 1e9;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private void awaitReady(Process process, int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(MOST)
            .build();
    long deadline = System.nanoTime() + MOST.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < deadline) {
        try {
          var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
          if (answer.statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // It does not listen yet.
        }
        Thread.sleep(LOOK);
      }
    }
    throw new IOException("%s did not become ready; see %s".formatted(name, folder));
  }

  private ProcessBuilder process(List<String> command, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (old, first) -> first + File.pathSeparator + old);
    return builder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
