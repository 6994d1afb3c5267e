package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {

  private static final Duration PATIENCE = Duration.ofHours(1);

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"STORE_UNAVAILABLE", "QUEUE_UNAVAILABLE", "SOURCE_UNAVAILABLE"})
  void whatIsAwayIsWaitedForUntilPatienceEnds(Fault outage) {
    Retries retries = new Retries(PATIENCE);
    Duration waited = Duration.ZERO;
    Duration before = Duration.ZERO;
    for (Optional<Duration> pause = retries.after(outage);
        pause.isPresent();
        pause = retries.after(outage)) {
      assertThat(pause.get()).isBetween(before, Duration.ofSeconds(30));
      before = pause.get();
      waited = waited.plus(pause.get());
    }
    assertThat(waited).isBetween(PATIENCE, PATIENCE.plusSeconds(30));
  }

  @Test
  void anOutageUsesUpNoTry() {
    Retries retries = new Retries(PATIENCE);
    assertThat(retries.after(Fault.INTERNAL)).isPresent();
    for (int i = 0; i < 10; i++) {
      assertThat(retries.after(Fault.STORE_UNAVAILABLE)).isPresent();
    }
    assertThat(retries.after(Fault.INTERNAL)).isPresent();
    assertThat(retries.after(Fault.INTERNAL)).isEmpty();
  }

  @Test
  void whatFailsOnEveryWorkerIsNotTriedAgain() {
    assertThat(new Retries(PATIENCE).after(Fault.MODEL_INVALID)).isEmpty();
  }
}
