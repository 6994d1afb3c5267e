package dev.lamina.system.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Serves the gateway's page and, in place of the gateway, made-up sweeps.
final class SampleServer implements AutoCloseable {

  private static final String API = "/api/v1/sweeps";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final HttpServer server;
  private final SampleEvents events = new SampleEvents();
  private final Map<String, SampleSweep> sweeps = new ConcurrentSkipListMap<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();

  SampleServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::page);
    server.createContext(API, this::api);
    server.start();
  }

  /// Adds a sweep or replaces it, and tells those who follow it.
  void put(SampleSweep sweep) {
    sweeps.put(sweep.id(), sweep);
    events.publish(sweep);
  }

  SampleEvents events() {
    return events;
  }

  /// The ids of sweeps that somebody asked to cancel.
  List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  String address() {
    return "http://localhost:%d/".formatted(server.getAddress().getPort());
  }

  String address(SampleSweep sweep) {
    return address() + "#/sweeps/" + sweep.id();
  }

  @Override
  public void close() {
    events.close();
    server.stop(0);
  }

  private void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.equals("/") ? "/index.html" : path;
    try (exchange;
        InputStream in = SampleServer.class.getResourceAsStream("/META-INF/resources" + name)) {
      if (in == null) {
        answer(exchange, 404, "text/plain", "Nothing at %s".formatted(path).getBytes(UTF_8));
        return;
      }
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      answer(exchange, 200, type, in.readAllBytes());
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(API.length()).split("/", -1);
    String id = path.length > 1 ? path[1] : "";
    Optional<SampleSweep> sweep = Optional.ofNullable(sweeps.get(id));
    if (path.length == 3 && path[2].equals("events") && sweep.isPresent()) {
      events.stream(exchange, sweep.get());
      return;
    }
    try (exchange) {
      if (id.isEmpty()) {
        json(exchange, 200, list());
      } else if (sweep.isEmpty()) {
        json(exchange, 404, problem("No such sweep", "There is no sweep %s.".formatted(id)));
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        cancelled.add(id);
        answer(exchange, 204, "text/plain", new byte[0]);
      } else if (path.length == 2) {
        json(exchange, 200, sweep.get().full());
      } else if (path[2].equals("scores")) {
        json(exchange, 200, scores(sweep.get(), query(exchange.getRequestURI())));
      } else {
        findings(exchange, sweep.get());
      }
    }
  }

  private ObjectNode list() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode all = body.putArray("sweeps");
    sweeps.values().forEach(sweep -> all.add(sweep.brief()));
    return body;
  }

  /// In pages of 100 rows at most, whatever is asked for: the page has to follow the cursor.
  private static ObjectNode scores(SampleSweep sweep, Map<String, String> query) {
    ArrayNode all = SampleScores.of(sweep, query.getOrDefault("measure", "cka"));
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    int to = Math.min(all.size(), from + 100);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = body.putArray("scores");
    for (int i = from; i < to; i++) {
      rows.add(all.get(i));
    }
    return body.put("next", to < all.size() ? Integer.toString(to) : null);
  }

  private static void findings(HttpExchange exchange, SampleSweep sweep) throws IOException {
    if (sweep.scoredTasks() == 0) {
      json(exchange, 404, problem("No findings", "Nothing is scored yet."));
    } else {
      json(exchange, 200, SampleFindings.of(sweep));
    }
  }

  private static ObjectNode problem(String title, String detail) {
    return JsonNodeFactory.instance.objectNode().put("title", title).put("detail", detail);
  }

  private static Map<String, String> query(URI uri) {
    String text = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return Arrays.stream(text.split("&"))
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2)
        .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], UTF_8)));
  }

  private static void json(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    String type = status < 400 ? "application/json" : "application/problem+json";
    answer(exchange, status, type, body.toString().getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
