package dev.lamina.servers.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running Kafka broker in a child process, which ends with this one. Needs nothing but the JDK
/// here; the child brings its own classpath.
///
/// Topics are not created by themselves. Share groups are on, with record locks from 1 s and up to
/// 25 deliveries.
public final class KafkaServer implements AutoCloseable {

  static final String READY = "ready ";

  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final int port;

  private KafkaServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /// Starts a broker on a free port and waits until it takes requests.
  ///
  /// @param folder for its data and its log; created when it is not there
  public static KafkaServer start(Path folder) {
    return start(folder, 0);
  }

  /// Starts a broker on a port of 127.0.0.1, for instance again on the folder and port it had.
  public static KafkaServer start(Path folder, int port) {
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve("server.log");
      Process process =
          new ProcessBuilder(ChildCommand.of(folder, port))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new KafkaServer(process, folder, awaitReady(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka could not be started in " + folder, e);
    }
  }

  /// Where clients connect: `127.0.0.1:PORT`.
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends the process without a farewell, as `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// Asks the broker to stop and waits for it.
  @Override
  public void close() {
    try {
      process.outputWriter().close();
    } catch (IOException alreadyGone) {
      // The pipe breaks when the process has ended before; then there is nothing to stop.
    }
    if (!awaitEnd()) {
      kill();
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private static int awaitReady(Process process, Path log) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      }
    }
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    throw new IllegalStateException(
        "Kafka did not start; "
            + log
            + " ends with: "
            + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
  }
}
