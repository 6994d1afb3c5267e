package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.queue.leader.GroupLeadership;
import dev.lamina.queue.leader.Leadership;
import dev.lamina.servers.kafka.KafkaServer;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadershipIT {

  private static final Duration MOST = GroupLeadership.SESSION.plusSeconds(4);

  private final String post = "lamina.post." + UUID.randomUUID();
  private final Path folder;
  private KafkaServer server;

  LeadershipIT(@TempDir Path folder) {
    this.folder = folder;
    this.server = KafkaServer.start(folder);
    try (WorkQueues queues = open()) {
      queues.declareTopic(post);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WorkQueues open() {
    return new KafkaWorkQueues(KafkaQueueSettings.withDefaults(server.bootstrap()));
  }

  private static long awaitLead(Leadership leadership) throws InterruptedException {
    long start = System.nanoTime();
    while (!leadership.leads()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
      Thread.sleep(20);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void oneLeadsAndWhoComesLaterDoesNotTakeItsPlace() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    try (WorkQueues queues = open()) {
      Leadership first = queues.lead(post, changes::incrementAndGet);
      System.out.println("first leader: " + awaitLead(first) + " ms");
      try (Leadership second = queues.lead(post, () -> {})) {
        for (int i = 0; i < 60; i++) {
          assertThat(second.leads()).isFalse();
          assertThat(first.leads()).isTrue();
          Thread.sleep(50);
        }
        assertThat(changes).hasValue(1);

        first.close();

        assertThat(first.leads()).isFalse();
        long millis = awaitLead(second);
        System.out.println("leader after a close: " + millis + " ms");
        assertThat(millis).isLessThan(3_000);
      }
    }
  }

  @Test
  void anotherLeadsSoonAfterTheLeaderIsKilled() throws Exception {
    Process leader = startLeader();
    try (WorkQueues queues = open();
        Leadership other = queues.lead(post, () -> {})) {
      Thread.sleep(3_000);
      assertThat(other.leads()).isFalse();

      leader.destroyForcibly().waitFor();

      System.out.println("leader after kill -9: " + awaitLead(other) + " ms");
    }
  }

  @Test
  void aBrokerRestartLeavesOneLeader() throws Exception {
    try (WorkQueues queues = open();
        Leadership one = queues.lead(post, () -> {});
        Leadership two = queues.lead(post, () -> {})) {
      awaitEither(one, two);

      int port = server.port();
      server.kill();
      Thread.sleep(GroupLeadership.SESSION.plusSeconds(2));
      assertThat(one.leads()).isFalse();
      assertThat(two.leads()).isFalse();
      server = KafkaServer.start(folder, port);

      awaitEither(one, two);
      Thread.sleep(2_000);
      assertThat(one.leads()).isNotEqualTo(two.leads());
    }
  }

  private static void awaitEither(Leadership one, Leadership two) throws InterruptedException {
    for (int i = 0; i < 600 && !one.leads() && !two.leads(); i++) {
      Thread.sleep(50);
    }
    assertThat(one.leads()).isNotEqualTo(two.leads());
  }

  private Process startLeader() throws Exception {
    Process leader =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LeadingProcess.class.getName(),
                    server.bootstrap(),
                    post))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = leader.inputReader();
    assertThat(Optional.ofNullable(out.readLine())).hasValue(LeadingProcess.LEADS);
    return leader;
  }
}
