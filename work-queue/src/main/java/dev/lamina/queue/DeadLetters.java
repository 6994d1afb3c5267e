package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.contract.FaultException;
import dev.lamina.contract.Topics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Units that were refused, as they were sent, each with its queue, its cause and its deliveries
/// as headers. For people: nobody reads them to go on.
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicBoolean declared = new AtomicBoolean();

  DeadLetters(Admin admin, KafkaProducer<String, byte[]> producer) {
    this.admin = admin;
    this.producer = producer;
  }

  /// A letter that cannot be kept does not keep the unit from ending: its fault is recorded
  /// elsewhere too.
  void keep(ConsumerRecord<String, byte[]> refused, int delivery, String cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(Topics.DEAD_LETTERS, refused.key(), refused.value());
    letter.headers().add("lamina.queue", refused.topic().getBytes(UTF_8));
    letter.headers().add("lamina.cause", cause.getBytes(UTF_8));
    letter.headers().add("lamina.delivery", Integer.toString(delivery).getBytes(UTF_8));
    String what = "unit " + refused.key() + " could not be kept as a dead letter";
    try {
      declare();
      QueueFault.await(producer.send(letter), what);
    } catch (KafkaException | FaultException e) {
      LOG.warn("Dead letter lost unit={} cause={}", refused.key(), e.getMessage());
    }
  }

  private void declare() {
    if (!declared.get()) {
      new TopicDeclaration(admin).make(Topics.DEAD_LETTERS);
      declared.set(true);
    }
  }
}
