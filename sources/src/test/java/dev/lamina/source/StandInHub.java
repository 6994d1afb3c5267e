package dev.lamina.source;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks as a hub does, on two ports of the loopback address: that of the hub, and that where it
/// sends clients for large files. What goes wrong is asked for beforehand.
final class StandInHub implements AutoCloseable {

  static final String ID = "tiny/model";
  static final String TOKEN = "secret-token";

  /// What happens to one request of a file's bytes.
  enum Mishap {
    NONE,
    CUT,
    BUSY,
    NO_RANGES,
    LONGER,
    WRONG_BYTE,
    /// Half of it, then nothing until [#goOn].
    HANG
  }

  /// @param token as it was sent; empty when there was none
  record Asked(String server, String path, String range, String token) {}

  private final HttpServer hub = server();
  private final HttpServer files = server();
  private volatile HubModel model = HubModel.small();
  private final Deque<Mishap> mishaps = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<String> gate = Optional.empty();
  private volatile Optional<String> elsewhere = Optional.empty();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger busyAnswers = new AtomicInteger();

  StandInHub() {
    hub.createContext("/api/models/", this::api);
    hub.createContext("/", this::resolve);
    files.createContext("/", exchange -> bytes(exchange, "files"));
    hub.start();
    files.start();
  }

  URI endpoint() {
    return address(hub);
  }

  void serve(HubModel served) {
    model = served;
  }

  /// The next requests of bytes end so, in this order; then all goes well.
  void next(Mishap... coming) {
    synchronized (mishaps) {
      mishaps.addAll(Arrays.asList(coming));
    }
  }

  /// Lets nobody have files but who sends the token; an empty code says nothing about why.
  void gated(String errorCode) {
    gate = Optional.of(errorCode);
  }

  /// Sends clients there for large files.
  void redirectTo(String location) {
    elsewhere = Optional.of(location);
  }

  /// Answers the next questions about the model with 429.
  void busy(int answers) {
    busyAnswers.set(answers);
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  void forgetAsked() {
    asked.clear();
  }

  private void api(HttpExchange exchange) throws IOException {
    note(exchange, "hub");
    HubModel served = model;
    String path = exchange.getRequestURI().getRawPath();
    if (busyAnswers.getAndDecrement() > 0) {
      exchange.getResponseHeaders().set("Retry-After", "0");
      answer(exchange, 429, "");
    } else if (!path.startsWith("/api/models/" + ID + "/revision/")) {
      exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
      answer(exchange, 401, "{\"error\":\"Invalid username or password.\"}");
    } else if (!served.revisions().contains(path.substring(path.lastIndexOf('/') + 1))) {
      exchange.getResponseHeaders().set("X-Error-Code", "RevisionNotFound");
      answer(exchange, 404, "{\"error\":\"Invalid rev id\"}");
    } else {
      answer(exchange, 200, served.listing());
    }
  }

  /// Small files come from the hub, large ones by a redirect from the other server.
  private void resolve(HttpExchange exchange) throws IOException {
    if (gate.isPresent() && !exchange.getRequestHeaders().containsKey("Authorization")) {
      note(exchange, "hub");
      exchange.getResponseHeaders().set("X-Error-Code", gate.get());
      answer(exchange, 401, "");
    } else if (model.isLarge(name(exchange))) {
      note(exchange, "hub");
      exchange
          .getResponseHeaders()
          .set("Location", elsewhere.orElse(address(files) + "/blobs/" + name(exchange)));
      answer(exchange, 302, "");
    } else {
      bytes(exchange, "hub");
    }
  }

  private void bytes(HttpExchange exchange, String server) throws IOException {
    note(exchange, server);
    byte[] content = model.content(name(exchange));
    Mishap mishap;
    synchronized (mishaps) {
      mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.poll();
    }
    switch (mishap) {
      case BUSY -> answer(exchange, 503, "");
      case CUT -> cut(exchange, content);
      case LONGER -> send(exchange, Arrays.copyOf(content, content.length + 1), true);
      case NO_RANGES -> send(exchange, content, false);
      case WRONG_BYTE -> {
        byte[] wrong = content.clone();
        wrong[wrong.length - 1] ^= 1;
        send(exchange, wrong, true);
      }
      case HANG -> hang(exchange, content);
      case NONE -> send(exchange, content, true);
    }
  }

  private static void send(HttpExchange exchange, byte[] content, boolean ranges)
      throws IOException {
    int from = ranges ? start(exchange.getRequestHeaders()) : 0;
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
    exchange.close();
  }

  /// Announces all and sends the first half of it.
  private static void cut(HttpExchange exchange, byte[] content) throws IOException {
    int from = start(exchange.getRequestHeaders());
    int length = content.length - from;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
    exchange.getResponseBody().write(content, from, length / 2);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private void hang(HttpExchange exchange, byte[] content) throws IOException {
    int half = content.length / 2;
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, half);
    exchange.getResponseBody().flush();
    hanging.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseBody().write(content, half, content.length - half);
    exchange.close();
  }

  /// Waits until a request hangs.
  void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  /// Lets the request that hangs come to its end.
  void goOn() {
    goOn.countDown();
  }

  private static int start(Headers headers) {
    return Optional.ofNullable(headers.getFirst("Range"))
        .map(range -> Integer.parseInt(range.replaceAll("[^0-9]", "")))
        .orElse(0);
  }

  private void note(HttpExchange exchange, String server) {
    Headers headers = exchange.getRequestHeaders();
    asked.add(
        new Asked(
            server,
            exchange.getRequestURI().getRawPath(),
            Optional.ofNullable(headers.getFirst("Range")).orElse(""),
            Optional.ofNullable(headers.getFirst("Authorization")).orElse("")));
  }

  private static String name(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    goOn();
    hub.stop(0);
    files.stop(0);
  }
}
