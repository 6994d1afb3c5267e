package dev.lamina.servers.s3;

import dev.lamina.servers.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A running S3 server over a folder, in a child process which ends with this one. Needs nothing
/// but the JDK here; the child brings its own classpath.
///
/// Buckets are addressed by path. It does multipart uploads and ranges, and under
/// `If-None-Match: *` one writer wins however many try at a time.
public final class S3Server implements AutoCloseable {

  /// What every such server lets in.
  public static final String ACCESS_KEY = "lamina";

  /// The secret that belongs to it.
  public static final String SECRET_KEY = "lamina-secret";

  /// Whole objects pass through the heap, because their signature is checked before their use.
  private static final List<String> JVM_OPTIONS = List.of("-Xmx1g");

  private final ServerProcess process;
  private final Path folder;

  private S3Server(ServerProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
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
    } catch (IOException e) {
      throw new UncheckedIOException("the S3 server's folder could not be made: " + folder, e);
    }
    String data = folder.resolve("data").toString();
    ServerProcess process =
        ServerProcess.start(
            S3ServerMain.class,
            JVM_OPTIONS,
            List.of(data, Integer.toString(port), ACCESS_KEY, SECRET_KEY),
            folder.resolve("server.log"));
    return new S3Server(process, folder);
  }

  /// Where clients connect: `http://127.0.0.1:PORT`.
  public String endpoint() {
    return process.address();
  }

  public int port() {
    return URI.create(endpoint()).getPort();
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

  /// The child, for whoever sends it signals.
  public ProcessHandle handle() {
    return process.handle();
  }

  /// Ends the process without a farewell, as `kill -9` does.
  public void kill() {
    process.kill();
  }

  /// Asks the server to stop and waits for it.
  @Override
  public void close() {
    process.close();
  }
}
