package dev.lamina.servers.kafka;

import dev.lamina.servers.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A running Kafka broker in a child process, which ends with this one. Needs nothing but the JDK
/// here; the child brings its own classpath.
///
/// Topics are not created by themselves. Share groups are on, with record locks from 1 s and up to
/// 25 deliveries.
public final class KafkaServer implements AutoCloseable {

  private static final List<String> JVM_OPTIONS = List.of("-Xmx256m");

  private final ServerProcess process;
  private final Path folder;

  private KafkaServer(ServerProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /// Starts a broker on a free port and waits until it takes requests.
  ///
  /// @param folder for its data and its log; created when it is not there
  public static KafkaServer start(Path folder) {
    return start(folder, 0);
  }

  /// Starts a broker on a port of 127.0.0.1, for instance again on the folder and port it had.
  public static KafkaServer start(Path folder, int port) {
    return start(folder, List.of(Integer.toString(port)));
  }

  private static KafkaServer start(Path folder, List<String> portAndLogin) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka's folder could not be made: " + folder, e);
    }
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(portAndLogin);
    ServerProcess process =
        ServerProcess.start(
            KafkaServerMain.class, JVM_OPTIONS, arguments, folder.resolve("server.log"));
    return new KafkaServer(process, folder);
  }

  /// Starts a broker that lets in one user alone, who shows a password (`SASL_PLAINTEXT`, `PLAIN`).
  public static KafkaServer startWithLogin(Path folder, String user, String password) {
    return start(folder, List.of("0", user, password));
  }

  /// Where clients connect: `127.0.0.1:PORT`.
  public String bootstrap() {
    return process.address();
  }

  public int port() {
    return Integer.parseInt(bootstrap().substring(bootstrap().lastIndexOf(':') + 1));
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

  /// Asks the broker to stop and waits for it.
  @Override
  public void close() {
    process.close();
  }
}
