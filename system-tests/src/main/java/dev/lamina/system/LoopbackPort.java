package dev.lamina.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of 127.0.0.1 that a process can have again after it was killed.
public final class LoopbackPort {

  /// Below the range that systems give to outgoing connections: one of those could hold the port
  /// while its owner is being started again.
  private static final int LOWEST = 10_000;

  private static final int HIGHEST = 20_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPort() {}

  /// One that nobody holds now.
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
