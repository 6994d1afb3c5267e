package dev.lamina.system.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Takes traces by OTLP over HTTP on the loopback address, and keeps them.
public final class TraceCollector implements AutoCloseable {

  private final HttpServer server;
  private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TraceCollector collector = new TraceCollector(server);
    server.createContext("/", collector::receive);
    server.start();
    return collector;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      ReceivedSpan.in(exchange.getRequestBody().readAllBytes()).forEach(spans::add);
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// How often anybody sent anything.
  public int requests() {
    return requests.get();
  }

  public List<ReceivedSpan> all() {
    return List.copyOf(spans);
  }

  public Stream<ReceivedSpan> named(String name) {
    return spans.stream().filter(span -> span.name().equals(name));
  }

  /// The first span of that kind, which may be under way still.
  public ReceivedSpan await(Predicate<ReceivedSpan> wanted, Duration most)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(most);
    while (Instant.now().isBefore(deadline)) {
      var found = spans.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no such span among " + spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
