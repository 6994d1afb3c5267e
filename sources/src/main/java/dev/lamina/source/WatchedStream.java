package dev.lamina.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A server's answer that must not fall silent: the HTTP client itself waits for a body for ever.
final class WatchedStream extends FilterInputStream {

  private static final int LOOKS = 4;

  private final Duration silence;
  private final Thread watch;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean reading;
  private volatile boolean silent;

  /// @param silence after which a read that got nothing fails
  WatchedStream(InputStream in, Duration silence) {
    super(in);
    this.silence = silence;
    this.watch = Thread.ofVirtual().name("lamina source watch").start(this::watch);
  }

  private void watch() {
    try {
      while (!reading || System.nanoTime() - lastByte <= silence.toNanos()) {
        Thread.sleep(silence.dividedBy(LOOKS));
      }
      silent = true;
      in.close();
    } catch (InterruptedException | IOException ended) {
      // Closed by its reader, or broken: the reader hears of that.
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
    watch.interrupt();
    super.close();
  }
}
