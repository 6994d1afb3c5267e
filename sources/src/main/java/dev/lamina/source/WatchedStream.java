package dev.lamina.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A server's answer that must not fall silent: the HTTP client itself waits for a body for ever.
final class WatchedStream extends FilterInputStream {

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("lamina source watch").daemon().factory());

  private static final int LOOKS = 4;

  private final Duration silence;
  private final Future<?> watching;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean reading;
  private volatile boolean silent;

  /// @param silence after which a read that got nothing fails
  WatchedStream(InputStream in, Duration silence) {
    super(in);
    this.silence = silence;
    long look = silence.toNanos() / LOOKS;
    this.watching = WATCH.scheduleWithFixedDelay(this::look, look, look, TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (reading && System.nanoTime() - lastByte > silence.toNanos()) {
      silent = true;
      try {
        close();
      } catch (IOException e) {
        watching.cancel(false);
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    lastByte = System.nanoTime();
    reading = true;
    try {
      return super.read(target, offset, length);
    } catch (IOException e) {
      throw silent ? new IOException("nothing came for " + silence.toSeconds() + " s", e) : e;
    } finally {
      reading = false;
    }
  }

  @Override
  public void close() throws IOException {
    watching.cancel(false);
    super.close();
  }
}
