package dev.lamina.queue;

import java.time.Duration;

/// A worker process that takes one unit, says so, and never ends it.
final class HoldingWorker {

  static final String TOOK = "took";

  private HoldingWorker() {}

  /// @param args bootstrap, queue, lock in ms
  public static void main(String[] args) throws Exception {
    KafkaQueueSettings settings =
        KafkaQueueSettings.withDefaults(args[0])
            .withLock(Duration.ofMillis(Long.parseLong(args[2])));
    try (KafkaWorkQueues queues = new KafkaWorkQueues(settings);
        UnitReceiver receiver = queues.receive(args[1])) {
      Lease lease = receiver.take(Duration.ofSeconds(30)).orElseThrow();
      System.out.println(TOOK + " " + lease.delivery());
      Thread.sleep(Duration.ofMinutes(10));
    }
  }
}
