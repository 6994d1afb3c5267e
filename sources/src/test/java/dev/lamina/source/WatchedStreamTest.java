package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchedStreamTest {

  private static final Duration SILENCE = Duration.ofMillis(80);

  /// Gives one byte, then waits until it is closed.
  private static final class Silent extends InputStream {

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean given;

    @Override
    public int read() throws IOException {
      if (!given) {
        given = true;
        return 7;
      }
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
      throw new IOException("closed");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      target[offset] = (byte) read();
      return 1;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    try (WatchedStream stream = new WatchedStream(new Silent(), SILENCE)) {
      assertThat(stream.read()).isEqualTo(7);

      assertThatThrownBy(stream::read).hasMessageContaining("nothing came for");
    }
  }

  @Test
  void aReaderMayTakeItsTime() throws Exception {
    try (WatchedStream stream = new WatchedStream(InputStream.nullInputStream(), SILENCE)) {
      Thread.sleep(SILENCE.multipliedBy(3));

      assertThat(stream.read()).isEqualTo(-1);
    }
  }
}
