package dev.lamina.gateway.lead;

import dev.lamina.contract.FaultException;
import dev.lamina.queue.WorkQueues;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// How many units of each queue may be out: one for each worker and a few to follow, so that no
/// worker waits for the gateway, and a new sweep for little more than the units in work.
final class WindowSizes {

  private static final Logger LOG = Logger.getLogger(WindowSizes.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int LEAST = 2;

  private final WorkQueues queues;
  private final int most;
  private final Map<String, Count> counts = new HashMap<>();

  private record Count(int workers, long at) {}

  WindowSizes(WorkQueues queues, int most) {
    this.queues = queues;
    this.most = most;
  }

  /// Counts workers anew where the last count is old.
  void refresh(Collection<String> names) {
    long now = System.nanoTime();
    for (String queue : names) {
      Count count = counts.get(queue);
      if (count == null || now - count.at() > FRESH.toNanos()) {
        counts.put(queue, new Count(workers(queue, count == null ? 0 : count.workers()), now));
      }
    }
  }

  private int workers(String queue, int before) {
    try {
      return queues.receivers(queue);
    } catch (FaultException e) {
      LOG.debugf("Workers not counted queue=%s cause=%s", queue, e.getMessage());
      return before;
    }
  }

  int of(String queue) {
    Count count = counts.get(queue);
    return sizeFor(count == null ? 0 : count.workers(), most);
  }

  /// A quarter more than there are workers.
  static int sizeFor(int workers, int most) {
    return Math.min(most, Math.max(LEAST, workers + Math.ceilDiv(workers, 4)));
  }
}
