package dev.lamina.servers.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running S3 server over a folder, in a child process which ends with this one. Needs nothing
/// but the JDK here; the child brings its own classpath.
///
/// Buckets are addressed by path. It does multipart uploads and ranges, and under
/// `If-None-Match: *` one writer wins however many try at a time.
public final class S3Server implements AutoCloseable {

  static final String READY = "ready ";

  private static final String ACCESS_KEY = "lamina";
  private static final String SECRET_KEY = "lamina-secret";
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final Path folder;
  private final String endpoint;

  private S3Server(Process process, Path folder, String endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
  }

  /// Starts a server on a free port and waits until it takes requests.
  ///
  /// @param folder for its buckets and its log; created when it is not there
  public static S3Server start(Path folder) {
    return start(folder, 0);
  }

  /// Starts a server on a port of 127.0.0.1, for instance again on the folder and port it had.
  public static S3Server start(Path folder, int port) {
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve("server.log");
      Process process =
          new ProcessBuilder(ChildCommand.of(folder.resolve("data"), port, ACCESS_KEY, SECRET_KEY))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new S3Server(process, folder, awaitReady(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException("the S3 server could not be started in " + folder, e);
    }
  }

  /// Where clients connect: `http://127.0.0.1:PORT`.
  public String endpoint() {
    return endpoint;
  }

  public int port() {
    return URI.create(endpoint).getPort();
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
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

  private static String awaitReady(Process process, Path log) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    throw new IllegalStateException(
        "the S3 server did not start; "
            + log
            + " ends with: "
            + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
  }
}
