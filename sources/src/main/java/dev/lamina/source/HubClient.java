package dev.lamina.source;

import dev.lamina.source.SourceName.OnHub;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Requests to a hub. Follows redirects itself, because the token is for the hub alone: where a
/// hub sends clients for a file's bytes is another server.
final class HubClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration LATER = Duration.ZERO;
  private static final int REDIRECTS = 6;

  private static final int MOST_PORT = 65_535;

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BEYOND_THE_END = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final URI endpoint;
  private final Optional<String> token;

  /// @param endpoint such as `https://hub.example.org`
  HubClient(URI endpoint, Optional<String> token) {
    if (!isWeb(endpoint)) {
      throw new IllegalArgumentException(
          "lamina.sources.hub.endpoint is \"%s\", which is no address of a server"
              .formatted(endpoint));
    }
    this.endpoint = URI.create(endpoint.toString().replaceAll("/+$", "") + "/");
    this.token = token;
  }

  URI endpoint() {
    return endpoint;
  }

  /// An answer as a whole.
  InputStream open(OnHub model, String path) throws IOException, SourceException {
    HttpResponse<InputStream> answer = get(path, 0);
    if (answer.statusCode() == OK) {
      return new WatchedStream(answer.body(), SILENCE);
    }
    throw refused(model, answer);
  }

  /// A file's bytes from `offset` on.
  ///
  /// @param bytes length of the whole file
  InputStream open(OnHub model, String path, long offset, long bytes)
      throws IOException, SourceException {
    HttpResponse<InputStream> answer = get(path, offset);
    int status = answer.statusCode();
    if (status != OK && status != PARTIAL && status != BEYOND_THE_END) {
      throw refused(model, answer);
    }
    // A server that knows no ranges begins anew.
    long start = status == OK ? 0 : offset;
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(bytes - start);
    if (status == BEYOND_THE_END || start + length != bytes || !rangeIsFrom(start, answer)) {
      answer.body().close();
      throw new SourceException(
          SourceException.Kind.CHANGED,
          "%s of %s was announced with %,d bytes, and the server has another size of it; nothing of it is used"
              .formatted(path.substring(path.lastIndexOf('/') + 1), model, bytes));
    }
    InputStream body = new WatchedStream(answer.body(), SILENCE);
    body.skipNBytes(offset - start);
    return body;
  }

  private static boolean rangeIsFrom(long start, HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Range")
        .map(range -> range.startsWith("bytes " + start + "-"))
        .orElse(true);
  }

  private HttpResponse<InputStream> get(String path, long offset)
      throws IOException, SourceException {
    URI place = endpoint.resolve(path);
    for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
      HttpResponse<InputStream> answer = send(place, offset);
      int status = answer.statusCode();
      if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
        answer.body().close();
        throw new Backoff.Later(place.getHost() + " answered " + status, later(answer));
      }
      Optional<String> location = answer.headers().firstValue("Location");
      if (status < 300 || status >= 400 || location.isEmpty()) {
        return answer;
      }
      answer.body().close();
      place = next(place, location.get());
    }
    throw SourceException.refused("%s redirects without end".formatted(endpoint.resolve(path)));
  }

  private HttpResponse<InputStream> send(URI place, long offset)
      throws IOException, SourceException {
    HttpRequest.Builder request = HttpRequest.newBuilder(place).timeout(ANSWER);
    request.header("User-Agent", "lamina");
    if (isEndpoint(place)) {
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    }
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(
          SourceException.Kind.UNAVAILABLE, "asking " + place.getHost() + " was interrupted", e);
    }
  }

  private SourceException refused(OnHub model, HttpResponse<InputStream> answer)
      throws IOException {
    answer.body().close();
    return HubRefusal.of(endpoint, token.isPresent(), model, answer);
  }

  /// Where a redirect leads: never from an encrypted connection to an open one.
  private URI next(URI from, String location) throws SourceException {
    URI place;
    try {
      place = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw SourceException.refused(
          "%s redirects to what is no address, so no connection is made".formatted(endpoint));
    }
    boolean open = "http".equals(place.getScheme()) && !"http".equals(endpoint.getScheme());
    if (!isWeb(place) || open) {
      // Without the path and the query, which may be a secret that opens the file.
      throw SourceException.refused(
          "%s redirects to %s, where no connection is made"
              .formatted(
                  endpoint,
                  place.getHost() == null
                      ? "an address of " + place.getScheme()
                      : place.getScheme() + "://" + place.getHost()));
    }
    return place;
  }

  private boolean isEndpoint(URI place) {
    return endpoint.getScheme().equals(place.getScheme())
        && endpoint.getHost().equalsIgnoreCase(place.getHost())
        && endpoint.getPort() == place.getPort();
  }

  private static boolean isWeb(URI place) {
    return ("https".equals(place.getScheme()) || "http".equals(place.getScheme()))
        && place.getHost() != null
        && place.getPort() <= MOST_PORT;
  }

  /// Servers give seconds; a date, which is allowed too, only says that it is not at once.
  private static Duration later(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(LATER);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
