package dev.lamina.gateway.lead;

import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitDigest;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.Dispatch;
import dev.lamina.gateway.sweep.StoreLook;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.FaultStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Compares what is known here with the store and the queues, in case that news got lost.
public final class Reconciliation {

  private static final Logger LOG = Logger.getLogger(Reconciliation.class);

  /// Arrays, and units, to ask the store for at a time.
  private static final int MOST = 256;

  private final Coordinator coordinator;
  private final Dispatch dispatch;
  private final StoreLook look;
  private final QueuedUnits queued;
  private final Losses losses;

  public Reconciliation(
      WorkQueues queues, Coordinator coordinator, StoreLook look, FaultStore faults) {
    this.coordinator = coordinator;
    this.dispatch = coordinator.dispatch();
    this.look = look;
    this.queued = new QueuedUnits(queues);
    this.losses = new Losses(queues, coordinator, faults);
  }

  /// Looks once. Of what is found neither stored nor given up nor in its queue, a new release
  /// follows.
  public void run() {
    // In this order: what ends while we look is found in the store.
    Map<String, Set<UnitDigest>> out = dispatch.out();
    Map<String, Set<UnitDigest>> lost = new HashMap<>();
    out.forEach(
        (queue, units) -> {
          if (!units.isEmpty()) {
            Set<UnitDigest> missing = new HashSet<>(units);
            missing.removeAll(inQueue(queue));
            if (!missing.isEmpty()) {
              lost.put(queue, missing);
            }
          }
        });
    coordinator.found(look.at(coordinator.doubts(MOST)));
    lost.forEach(this::releaseAgain);
  }

  private void releaseAgain(String queue, Set<UnitDigest> missing) {
    Set<UnitDigest> stillOut = dispatch.out().getOrDefault(queue, Set.of());
    Set<UnitDigest> again =
        missing.stream().filter(stillOut::contains).collect(Collectors.toCollection(HashSet::new));
    again.removeIf(unit -> losses.giveUp(queue, unit));
    if (!again.isEmpty()) {
      LOG.warnf("Units got lost and are released again queue=%s count=%d", queue, again.size());
      dispatch.notOut(queue, again);
      coordinator.wake();
    }
  }

  private Set<UnitDigest> inQueue(String queue) {
    return queue.equals(Topics.ANALYSIS)
        ? queued.analyses().stream().map(unit -> unit.id()).collect(Collectors.toSet())
        : queued.batches(queue).stream().map(unit -> unit.id()).collect(Collectors.toSet());
  }
}
