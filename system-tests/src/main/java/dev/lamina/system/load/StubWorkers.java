package dev.lamina.system.load;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.RowText;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.RowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Extractors without a model: they take units from the queue, store states drawn at random as
/// real ones are stored, and say so.
final class StubWorkers implements AutoCloseable {

  private static final String QUEUE = Topics.extraction("default");
  private static final String GROUP = "lamina-" + QUEUE;
  private static final Duration POLL = Duration.ofMillis(500);

  private final String kafka;
  private final Activations activations;
  private final RowStore rows;
  private final KafkaProducer<byte[], byte[]> events;
  private final Map<ArrayDigest, Instant> told = new ConcurrentHashMap<>();
  private final AtomicLong done = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean closed;

  StubWorkers(String kafka, ObjectStore store, int count) {
    this.kafka = kafka;
    this.activations = new Activations(store);
    this.rows = new RowStore(store);
    this.events =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.threads =
        IntStream.range(0, count)
            .mapToObj(i -> Thread.ofPlatform().daemon().name("stub-" + i).start(this::work))
            .toList();
  }

  /// Units done so far.
  long done() {
    return done.get();
  }

  /// When it was last told that a batch of an array is stored.
  Map<ArrayDigest, Instant> told() {
    return Map.copyOf(told);
  }

  private void work() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "group.id",
            GROUP,
            "share.acknowledgement.mode",
            "implicit",
            "max.poll.records",
            4);
    try (KafkaShareConsumer<byte[], byte[]> queue =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      queue.subscribe(List.of(QUEUE));
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : queue.poll(POLL)) {
          perform(Wire.decode(record.value(), ExtractionUnit.class));
        }
      }
    }
  }

  private void perform(ExtractionUnit unit) {
    if (!activations.isStored(unit.array(), unit.batch())) {
      List<String> ids = rows.read(unit.rows()).stream().map(RowText::id).toList();
      activations.declare(unit.array(), unit.shape(), ids, Map.of("made", "at random"));
      activations.store(unit.array(), unit.shape(), unit.batch(), states(unit), List.of());
    }
    byte[] event = Wire.encode(new Event.BatchStored(unit.array(), unit.batch(), false));
    var _ = events.send(new ProducerRecord<>(Topics.EXTRACTOR_EVENTS, event));
    told.put(unit.array(), Instant.now());
    done.incrementAndGet();
  }

  /// `[layers, rows, features]`, the same at every try.
  private static float[] states(ExtractionUnit unit) {
    var shape = unit.shape();
    float[] states = new float[shape.layers() * shape.rowsOf(unit.batch()) * shape.features()];
    Random random = new Random(unit.id().hashCode());
    for (int i = 0; i < states.length; i++) {
      states[i] = random.nextFloat();
    }
    return states;
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    events.close();
  }
}
