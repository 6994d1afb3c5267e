package dev.lamina.system.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Streams of server-sent events, one for each page that follows a sweep.
final class SampleEvents implements AutoCloseable {

  private record Follower(String sweep, HttpExchange exchange) {}

  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger lastId = new AtomicInteger();

  void stream(HttpExchange exchange, SampleSweep sweep) throws IOException {
    opened.incrementAndGet();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    send(exchange, "retry: 200\n");
    Follower follower = new Follower(sweep.id(), exchange);
    tell(follower, sweep);
    followers.add(follower);
  }

  /// How often a page has begun to follow.
  int opened() {
    return opened.get();
  }

  void publish(SampleSweep sweep) {
    followers.stream()
        .filter(follower -> follower.sweep().equals(sweep.id()))
        .forEach(follower -> tell(follower, sweep));
  }

  /// Breaks off all streams, as a restarted gateway would.
  void breakOff() {
    followers.forEach(follower -> follower.exchange().close());
    followers.clear();
  }

  @Override
  public void close() {
    breakOff();
  }

  private void tell(Follower follower, SampleSweep sweep) {
    try {
      send(
          follower.exchange(),
          "event: progress\nid: %d\ndata: %s\n\n"
              .formatted(lastId.incrementAndGet(), sweep.full()));
    } catch (IOException gone) {
      followers.remove(follower);
      if (!sweep.isFinal()) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    OutputStream out = exchange.getResponseBody();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
