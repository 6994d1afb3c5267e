package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunClockTest {

  private static final Duration RUN = Duration.ofMillis(40);

  private final RunClock clock = new RunClock();

  @Test
  void timeWithoutARunDoesNotCount() throws Exception {
    Thread.sleep(RUN);

    assertThat(clock.total()).isZero();
  }

  @Test
  void runsSideBySideCountOnce() throws Exception {
    long start = System.nanoTime();
    clock.begin();
    clock.begin();
    Thread.sleep(RUN);
    clock.end();
    clock.end();
    Duration most = Duration.ofNanos(System.nanoTime() - start);

    assertThat(clock.total()).isBetween(RUN, most);
  }

  @Test
  void aRunCountsWhileItGoesOn() throws Exception {
    clock.begin();
    Thread.sleep(RUN);

    assertThat(clock.total()).isGreaterThanOrEqualTo(RUN);
  }

  @Test
  void nothingIsAddedAfterTheLastRun() throws Exception {
    clock.begin();
    clock.end();
    Duration total = clock.total();
    Thread.sleep(RUN);

    assertThat(clock.total()).isEqualTo(total);
  }
}
