package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final String QUEUE = "lamina.test";
  private static final UnitScores UNIT = new UnitScores(new UnitDigest("a".repeat(64)), List.of());

  private final InProcessWorkQueues queues = new InProcessWorkQueues();
  private final BlockingQueue<Event> announced = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    queues.close();
  }

  /// Work that does what the test says.
  private record Scripted(Function<UnitScores, Event> script) implements Work<UnitScores> {

    @Override
    public Event perform(UnitScores unit) {
      return script.apply(unit);
    }

    @Override
    public Event giveUp(UnitScores unit, Fault fault, String cause) {
      return new Event.AnalysisFailed(unit.unit(), fault, cause);
    }
  }

  private Intake<UnitScores> start(Function<UnitScores, Event> script) {
    return start(script, Duration.ofHours(1));
  }

  private Intake<UnitScores> start(Function<UnitScores, Event> script, Duration patience) {
    return Intake.start(
        queues,
        new Intake.Job<>(QUEUE, UnitScores.class, new Scripted(script), announced::add),
        patience);
  }

  private static Event stored(UnitScores unit) {
    return new Event.ScoresStored(unit.unit(), false);
  }

  private Event nextEvent() throws InterruptedException {
    Event event = announced.poll(20, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return java.util.Objects.requireNonNull(event);
  }

  private void awaitEmptyQueue() throws InterruptedException {
    for (int i = 0; i < 200 && queues.backlog(QUEUE) > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(queues.backlog(QUEUE)).isZero();
  }

  @Test
  void aUnitThatIsDoneIsAnnouncedAndLeavesTheQueue() throws InterruptedException {
    try (var _ = start(IntakeTest::stored)) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent()).isEqualTo(stored(UNIT));
      awaitEmptyQueue();
    }
  }

  @Test
  void aPassingFaultIsTriedAgain() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    try (var _ =
        start(
            unit -> {
              if (tries.incrementAndGet() == 1) {
                throw new FaultException(Fault.STORE_UNAVAILABLE, "503");
              }
              return stored(unit);
            })) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent()).isEqualTo(stored(UNIT));
      assertThat(tries).hasValue(2);
    }
  }

  @Test
  void aWorkerThatWaitsForTheStoreSaysSoAndStopsAtOnce() throws Exception {
    Intake<UnitScores> waiting =
        start(
            unit -> {
              throw new FaultException(Fault.STORE_UNAVAILABLE, "503");
            });
    queues.send(QUEUE, "unit", Wire.encode(UNIT));
    await(() -> waiting.trouble().isPresent());
    assertThat(waiting.trouble()).hasValueSatisfying(why -> assertThat(why).contains("503"));

    long start = System.nanoTime();
    waiting.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(announced).isEmpty();
    try (var _ = start(IntakeTest::stored)) {
      assertThat(nextEvent()).isEqualTo(stored(UNIT));
    }
  }

  @Test
  void aUnitThatFindsNoRoomIsLeftToAnotherWorker() throws InterruptedException {
    try (var small =
        start(
            unit -> {
              throw new FaultException(Fault.DEVICE_MEMORY_SHORT, "no room");
            })) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));
      await(() -> small.trouble().isPresent());
      try (var large = start(IntakeTest::stored)) {
        assertThat(nextEvent()).isEqualTo(stored(UNIT));
        assertThat(large.trouble()).isEmpty();
      }
      assertThat(small.trouble()).hasValueSatisfying(why -> assertThat(why).contains("no room"));
      awaitEmptyQueue();
    }
  }

  @Test
  void aUnitForWhichNobodyHasRoomIsGivenUpWhenPatienceEnds() throws InterruptedException {
    try (var _ =
        start(
            unit -> {
              throw new FaultException(Fault.DEVICE_MEMORY_SHORT, "no room");
            },
            Duration.ZERO)) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent())
          .isEqualTo(new Event.AnalysisFailed(UNIT.unit(), Fault.DEVICE_MEMORY_SHORT, "no room"));
      awaitEmptyQueue();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void aLastingFaultIsGivenUpAtOnceWithItsCause() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    try (var _ =
        start(
            unit -> {
              tries.incrementAndGet();
              throw new FaultException(Fault.MODEL_INVALID, "no graph");
            })) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent())
          .isEqualTo(new Event.AnalysisFailed(UNIT.unit(), Fault.MODEL_INVALID, "no graph"));
      awaitEmptyQueue();
      assertThat(tries).hasValue(1);
    }
  }

  @Test
  void whatFailsAgainAndAgainIsGivenUp() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    try (var _ =
        start(
            unit -> {
              tries.incrementAndGet();
              throw new IllegalStateException("surprise");
            })) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent())
          .isInstanceOfSatisfying(
              Event.AnalysisFailed.class,
              e -> {
                assertThat(e.fault()).isEqualTo(Fault.INTERNAL);
                assertThat(e.cause()).contains("surprise");
              });
      assertThat(tries).hasValue(3);
    }
  }

  @Test
  void anErrorIsReportedAndDoesNotEndTheWorker() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    try (var intake =
        start(
            unit -> {
              if (tries.incrementAndGet() <= 3) {
                throw new StackOverflowError("too deep");
              }
              return stored(unit);
            })) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));
      queues.send(QUEUE, "again", Wire.encode(UNIT));

      assertThat(nextEvent()).isInstanceOf(Event.AnalysisFailed.class);
      assertThat(nextEvent()).isEqualTo(stored(UNIT));
      assertThat(intake.isRunning()).isTrue();
    }
  }

  @Test
  void aUnitWhoseEndCannotBeAnnouncedComesAgain() throws InterruptedException {
    AtomicInteger announcements = new AtomicInteger();
    Scripted broken =
        new Scripted(
            unit -> {
              throw new FaultException(Fault.MODEL_INVALID, "no graph");
            });
    try (var _ =
        Intake.start(
            queues,
            new Intake.Job<>(
                QUEUE,
                UnitScores.class,
                broken,
                event -> {
                  if (announcements.incrementAndGet() == 1) {
                    throw new IllegalStateException("no broker");
                  }
                  announced.add(event);
                }),
            Duration.ofHours(1))) {
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent()).isInstanceOf(Event.AnalysisFailed.class);
      awaitEmptyQueue();
    }
  }

  @Test
  void whatIsNoUnitIsDroppedAndTheNextOneDone() throws InterruptedException {
    try (var _ = start(IntakeTest::stored)) {
      queues.send(QUEUE, "junk", "junk".getBytes(UTF_8));
      queues.send(QUEUE, "unit", Wire.encode(UNIT));

      assertThat(nextEvent()).isEqualTo(stored(UNIT));
      awaitEmptyQueue();
    }
  }

  @Test
  void closingFinishesTheUnitInHand() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Intake<UnitScores> intake =
        start(
            unit -> {
              begun.countDown();
              try {
                Thread.sleep(300);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return stored(unit);
            });
    queues.send(QUEUE, "unit", Wire.encode(UNIT));
    begun.await();

    intake.close();

    assertThat(announced).containsExactly(stored(UNIT));
  }
}
