package dev.lamina.queue.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class UnitWatchTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UnitWatch watch = new UnitWatch(registry);

  @Test
  void whatIsLoggedDuringAUnitCarriesItsKey() {
    try (var _ = watch.begin(delivery(1))) {
      assertThat(MDC.get("unit")).isEqualTo("u1");
      assertThat(MDC.get("queue")).isEqualTo("lamina.extraction.default");
    }
    assertThat(MDC.get("unit")).isNull();
    assertThat(MDC.get("queue")).isNull();
  }

  @Test
  void aUnitThatIsComputedIsNoRedoneWork() {
    try (var unit = watch.begin(delivery(1))) {
      unit.done(new Event.BatchStored(ARRAY, 0, false));
    }

    assertThat(units("computed")).isEqualTo(1);
    assertThat(counter("lamina.worker.redone.units")).isZero();
    assertThat(counter("lamina.worker.redeliveries")).isZero();
  }

  @Test
  void aUnitThatIsStoredAlreadyIsFound() {
    try (var unit = watch.begin(delivery(2))) {
      unit.done(new Event.BatchStored(ARRAY, 0, true));
    }

    assertThat(units("found")).isEqualTo(1);
    assertThat(units("computed")).isZero();
    assertThat(counter("lamina.worker.redeliveries")).isEqualTo(1);
    assertThat(counter("lamina.worker.redone.units")).isZero();
  }

  @Test
  void whatIsComputedAfterAnotherDeliveryOrTryIsRedoneWork() {
    try (var unit = watch.begin(delivery(2))) {
      unit.done(new Event.BatchStored(ARRAY, 0, false));
    }
    try (var unit = watch.begin(delivery(1))) {
      unit.retried(new IllegalStateException("a disk was full"));
      unit.done(new Event.BatchStored(ARRAY, 0, false));
    }

    assertThat(counter("lamina.worker.redone.units")).isEqualTo(2);
    assertThat(counter("lamina.worker.retries")).isEqualTo(1);
  }

  @Test
  void aUnitThatIsGivenUpCountsUnderItsFault() {
    try (var unit = watch.begin(delivery(1))) {
      unit.givenUp(Fault.MODEL_INVALID, new IllegalStateException("no model"));
    }

    assertThat(units("given-up")).isEqualTo(1);
    assertThat(registry.get("lamina.worker.faults").tag("fault", "model-invalid").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aUnitThatEndsUntoldIsGivenBack() {
    watch.begin(delivery(1)).close();

    assertThat(units("given-back")).isEqualTo(1);
  }

  @Test
  void theWaitInTheQueueIsFromItsRelease() {
    Instant released = Instant.now().minusSeconds(90);

    watch.begin(new Delivery("q", "u", 1, released, Map.of())).close();

    assertThat(registry.get("lamina.worker.queue.wait").timer().totalTime(TimeUnit.SECONDS))
        .isBetween(90.0, 100.0);
  }

  @Test
  void aSendersClockThatIsAheadIsNoNegativeWait() {
    watch.begin(new Delivery("q", "u", 1, Instant.now().plusSeconds(90), Map.of())).close();

    assertThat(registry.get("lamina.worker.queue.wait").timer().totalTime(TimeUnit.SECONDS))
        .isZero();
  }

  private static Delivery delivery(int count) {
    return new Delivery("lamina.extraction.default", "u1", count, Instant.now(), Map.of());
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  private long units(String outcome) {
    return registry.get("lamina.worker.units").tag("outcome", outcome).timer().count();
  }
}
