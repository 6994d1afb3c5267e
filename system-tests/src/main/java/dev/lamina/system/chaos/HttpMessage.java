package dev.lamina.system.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/// A request or an answer of HTTP/1.1, byte for byte as it came: the start line and headers with
/// the empty line that ends them, and the body with the lengths of its chunks when it has chunks.
final class HttpMessage {

  private static final int MOST_HEAD_BYTES = 1 << 16;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final String head;
  private final byte[] body;

  private HttpMessage(String head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /// The next request; empty when the client has left.
  static Optional<HttpMessage> request(InputStream in) throws IOException {
    String head = head(in);
    return head.isEmpty() ? Optional.empty() : Optional.of(new HttpMessage(head, body(in, head)));
  }

  /// The answer to a request.
  ///
  /// @throws EOFException if the server ends before it is whole
  static HttpMessage answer(InputStream in, HttpMessage request) throws IOException {
    String head = head(in);
    if (head.isEmpty()) {
      throw new EOFException("no answer");
    }
    HttpMessage bare = new HttpMessage(head, new byte[0]);
    boolean empty =
        request.method().equals("HEAD")
            || bare.status() == NO_CONTENT
            || bare.status() == NOT_MODIFIED;
    return empty ? bare : new HttpMessage(head, body(in, head));
  }

  /// What an S3 server that is too busy says.
  static HttpMessage slowDown() {
    String body = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code></Error>";
    String head =
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length());
    return new HttpMessage(head, body.getBytes(ISO_8859_1));
  }

  String method() {
    return startLine()[0];
  }

  /// Without a query.
  String path() {
    String target = startLine()[1];
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  int status() {
    return Integer.parseInt(startLine()[1]);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }

  /// Its first half: half the body, or half the head where there is none.
  void writeHalfTo(OutputStream out) throws IOException {
    byte[] first = head.getBytes(ISO_8859_1);
    if (body.length == 0) {
      out.write(first, 0, first.length / 2);
    } else {
      out.write(first);
      out.write(body, 0, body.length / 2);
    }
    out.flush();
  }

  private String[] startLine() {
    return head.substring(0, head.indexOf('\r')).split(" ", 3);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int matched = 0; matched < 4; ) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
      if (head.size() > MOST_HEAD_BYTES) {
        throw new IOException("a head of more than " + MOST_HEAD_BYTES + " bytes");
      }
    }
    return head.toString(ISO_8859_1);
  }

  private static byte[] body(InputStream in, String head) throws IOException {
    if (header(head, "transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return chunks(in);
    }
    int length = header(head, "content-length").map(Integer::parseInt).orElse(0);
    return exactly(in, length);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int length;
    do {
      String line = line(in);
      raw.writeBytes(line.getBytes(ISO_8859_1));
      length = Integer.parseInt(line.strip().split(";", 2)[0], 16);
      // The line end behind a chunk; behind the last, empty one it ends the message.
      raw.writeBytes(exactly(in, length + 2));
    } while (length > 0);
    return raw.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); ; next = in.read()) {
      if (next < 0) {
        throw new EOFException("cut in the length of a chunk");
      }
      line.write(next);
      if (next == '\n') {
        return line.toString(ISO_8859_1);
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut after %d bytes of %d".formatted(bytes.length, length));
    }
    return bytes;
  }

  private static Optional<String> header(String head, String name) {
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}
