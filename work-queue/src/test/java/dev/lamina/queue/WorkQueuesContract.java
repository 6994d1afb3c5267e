package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every kind of queue keeps to.
abstract class WorkQueuesContract {

  static final Duration LONG = Duration.ofSeconds(15);
  static final Duration SHORT = Duration.ofMillis(600);

  final String queue = "lamina.test." + UUID.randomUUID();
  WorkQueues queues = new InProcessWorkQueues();

  abstract WorkQueues open();

  @BeforeEach
  void openQueues() {
    queues = open();
  }

  @AfterEach
  void closeQueues() {
    queues.close();
  }

  @Test
  void aUnitDoneIsDeliveredOnceAndLeavesTheBacklog() throws Exception {
    // Given
    send("a");
    assertThat(queues.backlog(queue)).isEqualTo(1);

    // When
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease lease = takeOne(receiver);
      assertThat(text(lease)).isEqualTo("a");
      assertThat(lease.delivery()).isEqualTo(1);
      lease.done();

      // Then
      assertThat(receiver.take(SHORT)).isEmpty();
      awaitBacklog(0);
    }
  }

  @Test
  void unitsInFlightCountInTheBacklog() throws Exception {
    send("a", "b");
    try (UnitReceiver receiver = queues.receive(queue)) {
      takeOne(receiver);
      assertThat(queues.backlog(queue)).isEqualTo(2);
    }
  }

  @Test
  void whatWaitsAndWhatIsInFlightIsOutstanding() throws Exception {
    assertThat(queues.outstanding(queue)).isEmpty();
    send("a", "b", "c");
    try (UnitReceiver receiver = queues.receive(queue)) {
      takeOne(receiver).done();
      Lease held = takeOne(receiver);

      Set<String> outstanding =
          queues.outstanding(queue).stream().map(b -> new String(b, UTF_8)).collect(toSet());

      assertThat(outstanding).contains(text(held)).hasSizeBetween(2, 3);
      held.done();
      takeOne(receiver).done();
      awaitBacklog(0);
      assertThat(queues.outstanding(queue)).isEmpty();
    }
  }

  @Test
  void receiversAreCounted() throws Exception {
    assertThat(queues.receivers(queue)).isZero();
    try (UnitReceiver one = queues.receive(queue);
        UnitReceiver other = queues.receive(queue)) {
      assertThat(one.take(SHORT)).isEmpty();
      assertThat(other.take(SHORT)).isEmpty();
      awaitReceivers(2);
    }
    awaitReceivers(0);
  }

  private void awaitReceivers(int count) throws InterruptedException {
    for (int i = 0; i < 100 && queues.receivers(queue) != count; i++) {
      Thread.sleep(100);
    }
    assertThat(queues.receivers(queue)).isEqualTo(count);
  }

  @Test
  void aUnitGivenBackComesAgainAndSaysSo() throws Exception {
    // Given
    send("a");
    try (UnitReceiver receiver = queues.receive(queue)) {
      takeOne(receiver).giveBack();

      // When
      Lease again = takeOne(receiver);

      // Then
      assertThat(text(again)).isEqualTo("a");
      assertThat(again.delivery()).isEqualTo(2);
      again.done();
    }
  }

  @Test
  void aUnitGivenBackTenTimesIsNotDropped() throws Exception {
    send("a");
    try (UnitReceiver receiver = queues.receive(queue)) {
      for (int delivery = 1; delivery <= 10; delivery++) {
        Lease lease = takeOne(receiver);
        assertThat(lease.delivery()).isEqualTo(delivery);
        lease.giveBack();
      }
      takeOne(receiver).done();
    }
  }

  @Test
  void aUnitRefusedIsDropped() throws Exception {
    send("a", "b");
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease refused = takeOne(receiver);
      refused.refuse("nobody can do this");

      Lease other = takeOne(receiver);
      assertThat(text(other)).isNotEqualTo(text(refused));
      other.done();
      assertThat(receiver.take(SHORT)).isEmpty();
      awaitBacklog(0);
    }
  }

  @Test
  void receiversShareTheUnitsAndNoTwoHoldTheSame() throws Exception {
    // Given
    List<String> sent = IntStream.range(0, 40).mapToObj(i -> "unit-" + i).toList();
    send(sent.toArray(String[]::new));
    Set<String> held = ConcurrentHashMap.newKeySet();
    List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());

    // When
    List<Integer> counts =
        inParallel(
            4,
            () -> {
              try (UnitReceiver receiver = queues.receive(queue)) {
                int count = 0;
                while (done.size() < sent.size()) {
                  Optional<Lease> lease = receiver.take(Duration.ofMillis(200));
                  if (lease.isPresent()) {
                    String unit = text(lease.get());
                    assertThat(held.add(unit)).as("%s is held by one", unit).isTrue();
                    Thread.sleep(20);
                    held.remove(unit);
                    done.add(unit);
                    lease.get().done();
                    count++;
                  }
                }
                return count;
              }
            });

    // Then
    assertThat(done).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(counts).allSatisfy(count -> assertThat(count).isPositive());
  }

  @Test
  void takingFromAnEmptyQueueEndsInTime() throws Exception {
    try (UnitReceiver receiver = queues.receive(queue)) {
      long start = System.nanoTime();
      assertThat(receiver.take(SHORT)).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(SHORT.minusMillis(5), SHORT.plusSeconds(3));
    }
  }

  @Test
  void aUnitSentWhileSomeoneWaitsReachesThem() throws Exception {
    try (UnitReceiver receiver = queues.receive(queue);
        ExecutorService waiter = Executors.newSingleThreadExecutor()) {
      Future<Optional<Lease>> taken = waiter.submit(() -> receiver.take(LONG));
      send("late");
      assertThat(text(taken.get().orElseThrow())).isEqualTo("late");
    }
  }

  @Test
  void closingAReceiverGivesBackWhatItHolds() throws Exception {
    // Given
    send("a");
    Lease lost;
    try (UnitReceiver first = queues.receive(queue)) {
      lost = takeOne(first);
    }

    // When
    try (UnitReceiver second = queues.receive(queue)) {
      Lease again = takeOne(second);

      // Then
      assertThat(text(again)).isEqualTo("a");
      assertThat(again.delivery()).isEqualTo(2);
      lost.done();
      again.done();
      awaitBacklog(0);
    }
  }

  @Test
  void closingAReceiverReleasesWhoWaitsForIt() throws Exception {
    UnitReceiver receiver = queues.receive(queue);
    try (ExecutorService waiter = Executors.newSingleThreadExecutor()) {
      Future<Optional<Lease>> taken = waiter.submit(() -> receiver.take(Duration.ofMinutes(1)));
      Thread.sleep(100);
      receiver.close();
      receiver.close();
      assertThat(taken.get()).isEmpty();
    }
    assertThatIllegalStateException().isThrownBy(() -> receiver.take(SHORT));
  }

  @Test
  void anInterruptedTakeLosesNoUnit() throws Exception {
    // Given
    try (UnitReceiver receiver = queues.receive(queue)) {
      Thread waiter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      receiver.take(LONG);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      Thread.sleep(300);

      // When
      waiter.interrupt();
      waiter.join();
      send("a");

      // Then
      assertThat(text(takeOne(receiver))).isEqualTo("a");
    }
  }

  @Test
  void aLeaseHasExactlyOneEnding() throws Exception {
    send("a");
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease lease = takeOne(receiver);
      lease.done();
      assertThatIllegalStateException().isThrownBy(lease::done);
      assertThatIllegalStateException().isThrownBy(lease::giveBack);
      assertThatIllegalStateException().isThrownBy(() -> lease.refuse("late"));
    }
  }

  @Test
  void aReceiverHoldsOneUnitAtMost() throws Exception {
    send("a", "b");
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease first = takeOne(receiver);
      assertThatIllegalStateException().isThrownBy(() -> receiver.take(SHORT));
      first.done();
      takeOne(receiver).done();
    }
  }

  @Test
  void declaringTwiceChangesNothing() throws Exception {
    queues.declare(queue);
    send("a");
    queues.declare(queue);
    try (WorkQueues others = open()) {
      others.declare(queue);
    }
    try (UnitReceiver receiver = queues.receive(queue)) {
      assertThat(text(takeOne(receiver))).isEqualTo("a");
    }
  }

  @Test
  void aNameThatNoTopicMayHaveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queues.declare("two words"))
        .withMessageContaining("'two words'");
  }

  @Test
  void queuesThatWorkAreReady() {
    assertThat(queues.unreadiness()).isEmpty();
  }

  void send(String... units) {
    for (String unit : units) {
      queues.send(queue, "key-of-" + unit, unit.getBytes(UTF_8));
    }
  }

  void awaitBacklog(long expected) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (queues.backlog(queue) != expected && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(queues.backlog(queue)).isEqualTo(expected);
  }

  static Lease takeOne(UnitReceiver receiver) throws InterruptedException {
    return receiver.take(LONG).orElseThrow(() -> new AssertionError("no unit within " + LONG));
  }

  static String text(Lease lease) {
    return new String(lease.unit(), UTF_8);
  }

  static <T> List<T> inParallel(int threads, Callable<T> task) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<T> results = new ArrayList<>();
      for (Future<T> f : executor.invokeAll(java.util.Collections.nCopies(threads, task))) {
        results.add(f.get());
      }
      return results;
    }
  }
}
