package dev.lamina.servers.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a child process, which ends with this one: it reads its standard input and stops at
/// its end. It says `ready ADDRESS` on its standard output when it takes requests.
public final class ServerProcess implements AutoCloseable {

  /// What stands before the address.
  public static final String READY = "ready ";

  private static final int STOP_SECONDS = 20;
  private static final int LOG_LINES = 20;

  private final Process process;
  private final String address;

  private ServerProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /// Starts a server and waits until it is ready.
  ///
  /// @param main its main class; the classpath of its process stands beside that class
  /// @param log where its standard error goes, appended
  public static ServerProcess start(
      Class<?> main, List<String> jvmOptions, List<String> arguments, Path log) {
    try {
      Process process =
          new ProcessBuilder(ChildCommand.of(main, jvmOptions, arguments))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServerProcess(process, awaitReady(main, process, log));
    } catch (IOException e) {
      throw new UncheckedIOException(main.getSimpleName() + " could not be started", e);
    }
  }

  /// Where clients connect, as the server said it.
  public String address() {
    return address;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The child, for whoever sends it signals.
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// Ends the process without a farewell, as `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// Asks the server to stop and waits for it.
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

  private static String awaitReady(Class<?> main, Process process, Path log) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    throw new IllegalStateException(
        main.getSimpleName()
            + " did not start; "
            + log
            + " ends with: "
            + String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
  }
}
