package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.queue.telemetry.Delivery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A record under lock. Its endings are done by the receiver's thread and answered when the
/// broker knows.
final class ShareGroupLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupLease.class);

  private final ReceiverLoop loop;
  private final DeadLetters letters;
  private final String queue;
  private final ConsumerRecord<String, byte[]> record;
  private final LeaseEnd end = new LeaseEnd();

  ShareGroupLease(
      ReceiverLoop loop, DeadLetters letters, String queue, ConsumerRecord<String, byte[]> record) {
    this.loop = loop;
    this.letters = letters;
    this.queue = queue;
    this.record = record;
  }

  @Override
  public byte[] unit() {
    return record.value().clone();
  }

  @Override
  public Delivery about() {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new Delivery(
        queue, key(), delivery(), Instant.ofEpochMilli(record.timestamp()), headers);
  }

  /// What others than we send may have none.
  private String key() {
    return Objects.requireNonNullElse(record.key(), "without-key");
  }

  @Override
  public int delivery() {
    return record.deliveryCount().orElse((short) 1);
  }

  @Override
  public void done() {
    end(AcknowledgeType.ACCEPT);
  }

  @Override
  public void giveBack() {
    end(AcknowledgeType.RELEASE);
  }

  @Override
  public void refuse(String cause) {
    LOG.warn("Unit refused queue={} unit={} cause={}", queue, key(), cause);
    letters.keep(record, delivery(), cause);
    end(AcknowledgeType.REJECT);
  }

  boolean ended() {
    return end.ended();
  }

  private void end(AcknowledgeType type) {
    end.claim();
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    if (!loop.submit(new Request.End(record, type, answer)) || !answer.join()) {
      LOG.info("Lease was lost before it ended queue={} unit={}", queue, key());
    }
  }
}
