package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.servers.kafka.KafkaServer;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaWorkQueuesIT extends WorkQueuesContract {

  private static final Duration LOCK = Duration.ofSeconds(2);

  /// Enough for a receiver to be a member of its group on the test server.
  private static final Duration JOIN = Duration.ofSeconds(2);

  @TempDir static Path folder;
  private static KafkaServer server;

  @BeforeAll
  static void startServer() {
    server = KafkaServer.start(folder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  WorkQueues open() {
    return open(LOCK);
  }

  private static WorkQueues open(Duration lock) {
    return new KafkaWorkQueues(settings(lock));
  }

  private static KafkaQueueSettings settings(Duration lock) {
    return KafkaQueueSettings.withDefaults(server.bootstrap()).withLock(lock);
  }

  @Test
  void aUnitLongerThanTheLockRunsOnceWhileOthersWork() throws Exception {
    // Given
    send("long", "b", "c", "d");
    try (UnitReceiver busy = queues.receive(queue);
        UnitReceiver other = queues.receive(queue)) {
      Lease held = takeOne(busy);

      // When
      Thread.sleep(LOCK.multipliedBy(3).plusMillis(500));

      // Then
      Set<String> others = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        Lease lease = takeOne(other);
        assertThat(lease.delivery()).isEqualTo(1);
        others.add(text(lease));
        lease.done();
      }
      assertThat(others).hasSize(3).doesNotContain(text(held));
      held.done();
      assertThat(other.take(LOCK.plusSeconds(1))).isEmpty();
      awaitBacklog(0);
    }
  }

  @Test
  void whatASenderOfItsOwnSendsWithoutAKeyIsAUnitToo() throws Exception {
    queues.declare(queue);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", server.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(queue, new byte[] {7})).get();
    }
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease lease = takeOne(receiver);

      assertThat(lease.about().queue()).isEqualTo(queue);
      assertThat(lease.unit()).containsExactly(7);
      lease.refuse("no unit");
    }
    awaitBacklog(0);
  }

  @Test
  void aUnitThatArrivesAfterItsTakerHasGoneReachesAnother() throws Exception {
    try (UnitReceiver gone = queues.receive(queue)) {
      // Given
      assertThat(gone.take(JOIN)).isEmpty();
      send("a");
      long sent = System.nanoTime();
      Thread.sleep(200);

      // When
      try (UnitReceiver other = queues.receive(queue)) {
        Lease lease = takeOne(other);

        // Then
        report("unit left by a receiver that no longer takes", sent);
        assertThat(text(lease)).isEqualTo("a");
        assertThat(lease.delivery()).isEqualTo(2);
        lease.done();
      }
    }
  }

  @Test
  void aUnitThatArrivesBetweenTwoTakesIsKeptForTheSecond() throws Exception {
    try (UnitReceiver receiver = queues.receive(queue)) {
      assertThat(receiver.take(JOIN)).isEmpty();
      send("a");
      Thread.sleep(200);
      assertThat(takeOne(receiver).delivery()).isEqualTo(1);
    }
  }

  @Test
  void aKilledWorkersUnitIsDeliveredAgain() throws Exception {
    // Given a lock so long that only the broken connection can free the unit in time
    Duration lock = Duration.ofSeconds(30);
    try (WorkQueues slow = open(lock)) {
      slow.send(queue, "a", new byte[] {1});
      Process worker = startWorker(lock);
      try (UnitReceiver receiver = slow.receive(queue)) {
        assertThat(receiver.take(JOIN)).isEmpty();

        // When
        long killed = System.nanoTime();
        worker.destroyForcibly();
        Lease lease = takeOne(receiver);

        // Then
        report("redelivery after kill -9", killed);
        assertThat(lease.delivery()).isEqualTo(2);
        lease.done();
      }
    }
  }

  @Test
  void aWorkerThatClosesFreesItsUnitAtOnce() throws Exception {
    try (WorkQueues slow = open(Duration.ofSeconds(30))) {
      slow.send(queue, "a", new byte[] {1});
      UnitReceiver first = slow.receive(queue);
      takeOne(first);
      try (UnitReceiver second = slow.receive(queue)) {
        assertThat(second.take(JOIN)).isEmpty();

        long closed = System.nanoTime();
        first.close();
        Lease lease = takeOne(second);

        report("redelivery after close", closed);
        assertThat(lease.delivery()).isEqualTo(2);
      }
    }
  }

  @Test
  void unitsSentBeforeTheFirstReceiverCameAreReceived() throws Exception {
    send("early-1", "early-2");
    try (WorkQueues others = open();
        UnitReceiver receiver = others.receive(queue)) {
      Set<String> received = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        Lease lease = takeOne(receiver);
        received.add(text(lease));
        lease.done();
      }
      assertThat(received).containsExactlyInAnyOrder("early-1", "early-2");
    }
  }

  @Test
  void aBrokerRestartLosesNothingAndBringsNothingDoneBack() throws Exception {
    // Given
    send("done", "held", "waiting");
    try (UnitReceiver receiver = queues.receive(queue)) {
      String done = finish(takeOne(receiver));
      Lease held = takeOne(receiver);

      // When
      int port = server.port();
      server.kill();
      server = KafkaServer.start(folder, port);
      long back = System.nanoTime();
      held.giveBack();
      report("giving back after a broker restart", back);

      // Then
      Set<String> after = new HashSet<>();
      while (after.size() < 2) {
        after.add(finish(takeOne(receiver)));
      }
      report("two units after a broker restart", back);
      assertThat(after).hasSize(2).doesNotContain(done);
      awaitBacklog(0);
    }
  }

  @Test
  void aBrokerThatIsAwayIsSaidByName() {
    try (WorkQueues lost = new KafkaWorkQueues(KafkaQueueSettings.withDefaults("127.0.0.1:1"))) {
      assertThat(lost.unreadiness())
          .hasValueSatisfying(why -> assertThat(why).contains("127.0.0.1:1"));
    }
  }

  @Test
  void aLockOutsideTheBrokersBoundsBecomesTheNearestAllowed() throws Exception {
    send("a");
    try (WorkQueues patient = open(Duration.ofMinutes(10));
        UnitReceiver receiver = patient.receive(queue)) {
      takeOne(receiver).done();
    }
    assertThat(groupSettings())
        .containsEntry("share.record.lock.duration.ms", "60000")
        .containsEntry("share.delivery.count.limit", "25")
        .containsEntry("share.auto.offset.reset", "earliest");
  }

  private Map<String, String> groupSettings() throws Exception {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, queue);
    try (Admin admin = new KafkaClients(settings(LOCK)).admin()) {
      return admin.describeConfigs(List.of(group)).all().get().values().stream()
          .flatMap(config -> config.entries().stream())
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
  }

  private static String finish(Lease lease) {
    String unit = text(lease);
    lease.done();
    return unit;
  }

  private Process startWorker(Duration lock) throws Exception {
    Process worker =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HoldingWorker.class.getName(),
                    server.bootstrap(),
                    queue,
                    Long.toString(lock.toMillis())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = worker.inputReader();
    assertThat(Optional.ofNullable(out.readLine())).hasValue(HoldingWorker.TOOK + " 1");
    return worker;
  }

  private static void report(String what, long since) {
    System.out.println(what + ": " + (System.nanoTime() - since) / 1_000_000 + " ms");
  }
}
