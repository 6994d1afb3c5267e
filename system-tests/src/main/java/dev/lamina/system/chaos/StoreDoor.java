package dev.lamina.system.chaos;

import dev.lamina.system.LoopbackPort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Stands before the S3 server, one for each kind of service, and passes requests on unchanged,
/// since their signatures cover the host that the client named. It can be told to fail.
final class StoreDoor implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private record Mood(Trouble trouble, double share) {}

  private final Victim client;
  private final int server;
  private final Duration distance;
  private final StoreLog log;
  private final ServerSocket socket;
  private volatile Optional<Mood> mood = Optional.empty();

  /// @param client the services that use this door
  /// @param server the S3 server's port
  /// @param distance what each request takes longer than on one machine
  StoreDoor(Victim client, int server, Duration distance, StoreLog log) {
    this.client = client;
    this.server = server;
    this.distance = distance;
    this.log = log;
    try {
      this.socket = new ServerSocket(LoopbackPort.free(), 200, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("door of " + client).start(this::open);
  }

  String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /// From now on a share of the requests ends so.
  void fail(Trouble trouble, double share) {
    mood = Optional.of(new Mood(trouble, share));
  }

  void recover() {
    mood = Optional.empty();
  }

  private void open() {
    while (!socket.isClosed()) {
      try {
        Socket visitor = socket.accept();
        Thread.ofVirtual().start(() -> serve(visitor));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket visitor) {
    try (visitor;
        InputStream in = new BufferedInputStream(visitor.getInputStream())) {
      visitor.setTcpNoDelay(true);
      for (Optional<HttpMessage> request = HttpMessage.request(in);
          request.isPresent() && answer(request.get(), visitor);
          request = HttpMessage.request(in)) {
        // Each is answered in the condition.
      }
    } catch (IOException gone) {
      // The visitor was killed, or the server is down: the connection ends, and that is all.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether the connection goes on
  private boolean answer(HttpMessage request, Socket visitor)
      throws IOException, InterruptedException {
    Thread.sleep(distance);
    return switch (trouble()) {
      case null -> pass(request, visitor);
      case Trouble.Slow slow -> {
        Thread.sleep(slow.pause());
        yield pass(request, visitor);
      }
      case Trouble.Unavailable unavailable -> {
        HttpMessage.slowDown().writeTo(visitor.getOutputStream());
        yield true;
      }
      case Trouble.Silence silence -> {
        visitor.getInputStream().transferTo(OutputStream.nullOutputStream());
        yield false;
      }
      case Trouble.CutRequest cut -> {
        try (Socket upstream = new Socket(LOOPBACK, server)) {
          request.writeHalfTo(upstream.getOutputStream());
        }
        yield false;
      }
      case Trouble.CutAnswer cut -> {
        ask(request).writeHalfTo(visitor.getOutputStream());
        yield false;
      }
      case Trouble.AnswerLost lost -> {
        ask(request);
        yield false;
      }
    };
  }

  private boolean pass(HttpMessage request, Socket visitor) throws IOException {
    HttpMessage answer = ask(request);
    answer.writeTo(visitor.getOutputStream());
    log.add(new StoreLog.Answered(client, request.method(), request.path(), answer.status()));
    return true;
  }

  private @Nullable Trouble trouble() {
    return mood.filter(now -> ThreadLocalRandom.current().nextDouble() < now.share())
        .map(Mood::trouble)
        .orElse(null);
  }

  private HttpMessage ask(HttpMessage request) throws IOException {
    try (Socket upstream = new Socket(LOOPBACK, server);
        InputStream in = new BufferedInputStream(upstream.getInputStream())) {
      upstream.setTcpNoDelay(true);
      request.writeTo(upstream.getOutputStream());
      return HttpMessage.answer(in, request);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
