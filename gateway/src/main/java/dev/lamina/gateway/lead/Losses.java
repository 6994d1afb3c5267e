package dev.lamina.gateway.lead;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.FaultStore;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// Counts how often a unit went missing. Kafka drops one that it delivered 25 times in vain; one
/// that comes to this again and again ends its workers.
final class Losses {

  private static final Logger LOG = Logger.getLogger(Losses.class);
  private static final int MOST = 3;

  private final WorkQueues queues;
  private final Coordinator coordinator;
  private final FaultStore faults;
  private final Map<UnitDigest, Integer> counts = new HashMap<>();

  Losses(WorkQueues queues, Coordinator coordinator, FaultStore faults) {
    this.queues = queues;
    this.coordinator = coordinator;
    this.faults = faults;
  }

  /// Counts a loss.
  ///
  /// @return whether it was one too many, and the unit is given up
  boolean giveUp(String queue, UnitDigest unit) {
    if (counts.merge(unit, 1, Integer::sum) < MOST) {
      return false;
    }
    counts.remove(unit);
    String cause =
        "%d times the unit left queue %s without an end: every worker that took it ended first"
            .formatted(MOST, queue);
    coordinator.dispatch().failure(queue, unit, Fault.WORKER_LOST, cause).ifPresent(this::tell);
    LOG.errorf("Gave up unit=%s: %s", unit, cause);
    return true;
  }

  private void tell(Event failed) {
    switch (failed) {
      case Event.BatchFailed batch -> faults.keep(batch);
      case Event.AnalysisFailed analysis -> faults.keep(analysis);
      case Event.BatchStored _,
          Event.ScoresStored _,
          Event.BatchWithdrawn _,
          Event.AnalysisWithdrawn _,
          Event.SweepWished _ ->
          throw new IllegalArgumentException("no failure: " + failed);
    }
    coordinator.on(failed);
    queues.announce(Topics.GATEWAY_EVENTS, "lost", Wire.encode(failed));
  }
}
