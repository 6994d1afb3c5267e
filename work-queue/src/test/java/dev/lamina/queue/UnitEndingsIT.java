package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Topics;
import dev.lamina.servers.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How units end on a real broker when they are not done.
class UnitEndingsIT {

  private final String queue = "lamina.test." + UUID.randomUUID();
  private final KafkaServer server;
  private final WorkQueues queues;

  UnitEndingsIT(@TempDir Path folder) {
    server = KafkaServer.start(folder);
    queues = new KafkaWorkQueues(KafkaQueueSettings.withDefaults(server.bootstrap()));
  }

  @AfterEach
  void stop() {
    queues.close();
    server.close();
  }

  private void send(String unit) {
    queues.send(queue, unit, unit.getBytes(UTF_8));
  }

  private void awaitBacklog(long count) throws InterruptedException {
    for (int i = 0; i < 100 && queues.backlog(queue) != count; i++) {
      Thread.sleep(100);
    }
    assertThat(queues.backlog(queue)).isEqualTo(count);
  }

  @Test
  void aRefusedUnitIsKeptAsADeadLetterWithItsCause() throws Exception {
    // Given
    send("poison");
    try (UnitReceiver receiver = queues.receive(queue)) {
      Lease lease = WorkQueuesContract.takeOne(receiver);

      // When
      lease.refuse("no graph");

      // Then
      awaitBacklog(0);
      ConsumerRecord<byte[], byte[]> letter = letterOf(queue);
      assertThat(new String(letter.value(), UTF_8)).isEqualTo("poison");
      assertThat(header(letter, "lamina.cause")).isEqualTo("no graph");
      assertThat(header(letter, "lamina.delivery")).isEqualTo("1");
    }
  }

  private ConsumerRecord<byte[], byte[]> letterOf(String name) {
    try (var reader =
        new KafkaClients(KafkaQueueSettings.withDefaults(server.bootstrap())).reader()) {
      TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS, 0);
      reader.assign(List.of(letters));
      reader.seekToBeginning(List.of(letters));
      for (int i = 0; i < 40; i++) {
        for (var letter : reader.poll(Duration.ofMillis(250))) {
          if (header(letter, "lamina.queue").equals(name)) {
            return letter;
          }
        }
      }
    }
    throw new AssertionError("no dead letter of " + name);
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void aSoundUnitSurvivesManyKillsAndGiveBacks() throws Exception {
    // Given
    send("sound");
    try (UnitReceiver receiver = queues.receive(queue)) {
      // When
      int deliveries = 20;
      for (int i = 0; i < deliveries; i++) {
        WorkQueuesContract.takeOne(receiver).giveBack();
      }

      // Then
      Lease lease = WorkQueuesContract.takeOne(receiver);
      assertThat(lease.delivery()).isEqualTo(deliveries + 1);
      lease.done();
      awaitBacklog(0);
    }
  }

  @Test
  void aUnitThatKafkaDropsIsSeenNotToBeThere() throws Exception {
    // Given what Kafka allows at most
    send("unlucky");
    try (UnitReceiver receiver = queues.receive(queue)) {
      for (int i = 0; i < 25; i++) {
        WorkQueuesContract.takeOne(receiver).giveBack();
      }

      // When
      assertThat(receiver.take(WorkQueuesContract.SHORT)).isEmpty();

      // Then
      awaitBacklog(0);
      assertThat(queues.outstanding(queue)).isEmpty();
    }
  }
}
