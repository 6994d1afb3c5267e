package dev.lamina.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Optional;

/// A file's bytes over connections that may break: it goes on where the last one stopped.
final class ResumingStream extends InputStream {

  /// A [SourceException] on its way through the stream's methods.
  static final class Final extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final SourceException reason;

    private Final(SourceException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }

    SourceException reason() {
      return reason;
    }
  }

  private final String what;
  private final RemoteFile.Content content;
  private final long bytes;
  private final Backoff backoff;
  private Optional<InputStream> current = Optional.empty();
  private long position;
  private int failures;

  /// @param what for messages: `reading model.safetensors of hf://org/name`
  /// @param bytes length of the whole file
  /// @param offset where to begin
  ResumingStream(
      String what, RemoteFile.Content content, long bytes, long offset, Backoff backoff) {
    this.what = what;
    this.content = content;
    this.bytes = bytes;
    this.position = offset;
    this.backoff = backoff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position >= bytes) {
      return -1;
    }
    int wanted = (int) Math.min(length, bytes - position);
    while (true) {
      try {
        int n = open().read(target, offset, wanted);
        if (n < 0) {
          throw new IOException(
              "the connection ended after %,d of %,d bytes".formatted(position, bytes));
        }
        position += n;
        failures = n > 0 ? 0 : failures;
        return n;
      } catch (Final e) {
        throw e;
      } catch (IOException e) {
        again(e);
      }
    }
  }

  private InputStream open() throws IOException {
    try {
      if (current.isEmpty()) {
        current = Optional.of(content.from(position));
      }
      return current.get();
    } catch (SourceException e) {
      throw new Final(e);
    }
  }

  private void again(IOException failure) throws Final {
    closeCurrent();
    try {
      backoff.pause(++failures, what, failure);
    } catch (SourceException e) {
      throw new Final(e);
    }
  }

  /// A connection that is given up may break while it is closed; nothing is lost by that.
  private void closeCurrent() {
    try (InputStream _ = current.orElseGet(InputStream::nullInputStream)) {
      current = Optional.empty();
    } catch (IOException e) {
      current = Optional.empty();
    }
  }

  @Override
  public void close() {
    closeCurrent();
  }
}
