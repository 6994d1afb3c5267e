package dev.lamina.gateway;

import dev.lamina.contract.Event;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.StoreLook;
import dev.lamina.gateway.sweep.SweepArchive;
import dev.lamina.gateway.sweep.SweepRecord;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.gateway.sweep.SweepWish;
import dev.lamina.metrics.Measures;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// What people wish of sweeps, here or at another replica: kept in the store, brought to the
/// coordinator, told to the other replicas. Wishes are numbered by who comes first at the
/// store, so that every replica sees the same one as the newest.
public final class SweepWishes {

  private static final Logger LOG = Logger.getLogger(SweepWishes.class);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}");

  private final SweepArchive archive;
  private final Coordinator coordinator;
  private final StoreLook look;
  private final FaultStore faults;
  private final WorkQueues queues;
  private final boolean follows;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /// @param follows whether sweeps of the store concern this process, or only its own
  public SweepWishes(
      ObjectStore store, Coordinator coordinator, WorkQueues queues, boolean follows) {
    this.archive = new SweepArchive(store);
    this.look = new StoreLook(store);
    this.faults = new FaultStore(store);
    this.coordinator = coordinator;
    this.queues = queues;
    this.follows = follows;
  }

  /// Keeps the sweep and starts it. One that runs, or has succeeded, is left as it is.
  public SweepStatus submit(SweepPlan plan, Map<RowsDigest, List<RowText>> rows) {
    String id = plan.id();
    synchronized (lock(id)) {
      int newest = newest(id);
      Optional<SweepState> state = coordinator.state(id);
      if (state.filter(s -> s == SweepState.RUNNING || s == SweepState.SUCCEEDED).isPresent()) {
        return coordinator.status(id).orElseThrow();
      }
      Instant submitted = archive.keep(plan, rows);
      forgetFaults(plan);
      coordinator.found(look.at(coordinator.enter(plan)));
      SweepWish wish = SweepWish.run(coordinator.stock(plan));
      int number = add(id, newest, wish);
      return coordinator.start(plan, submitted, number, wish, StoreLook.Found.NOTHING);
    }
  }

  /// Empty when there is no such sweep. One that has ended is left as it is.
  public Optional<SweepStatus> cancel(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    synchronized (lock(id)) {
      int newest = newest(id);
      if (coordinator.state(id).filter(state -> !state.isFinal()).isPresent()) {
        add(id, newest, SweepWish.cancel());
        return coordinator.cancel(id);
      }
      return coordinator.status(id);
    }
  }

  /// Takes up what was wished of all sweeps that the store holds.
  public void catchUp() {
    if (follows) {
      archive.newestWishes().forEach(this::catchUp);
    }
  }

  /// Takes up what was wished of a sweep, if there is one of that id.
  public void catchUp(String id) {
    if (!follows || !ID.matcher(id).matches()) {
      return;
    }
    catchUp(id, archive.newestWish(id, known.getOrDefault(id, 0)));
  }

  private void catchUp(String id, int newest) {
    synchronized (lock(id)) {
      if (follows && newest > known.getOrDefault(id, 0)) {
        try {
          archive.wish(id, newest).ifPresent(wish -> take(id, newest, wish));
          known.put(id, newest);
        } catch (FaultException e) {
          LOG.warnf("Sweep %s cannot be taken up: %s", id, e.getMessage());
        }
      }
    }
  }

  private void take(String id, int number, SweepWish wish) {
    Optional<SweepRecord> record = archive.read(id);
    if (record.isEmpty()) {
      return;
    }
    SweepPlan plan = Planner.plan(record.get().sweep(), record.get().kernels());
    if (!plan.id().equals(id) || !record.get().kernels().equals(Measures.KERNELS)) {
      LOG.infof("Sweep %s was planned by another version; submit it again to see it", id);
      return;
    }
    Instant submitted = record.get().submittedAt();
    if (wish.kind() == SweepWish.Kind.CANCEL && coordinator.state(id).isPresent()) {
      var _ = coordinator.cancel(id);
      return;
    }
    StoreLook.Found found = look.at(coordinator.enter(plan));
    switch (wish.kind()) {
      case RUN -> {
        var _ = coordinator.start(plan, submitted, number, wish, found);
      }
      case CANCEL -> {
        coordinator.found(found);
        SweepWish run = archive.wish(id, number - 1).orElse(wish);
        coordinator.restoreCancelled(plan, submitted, number, run);
      }
    }
  }

  /// The number of the newest wish, which is known here then.
  private int newest(String id) {
    catchUp(id);
    return archive.newestWish(id, known.getOrDefault(id, 0));
  }

  /// @return the number that the wish got
  private int add(String id, int newest, SweepWish wish) {
    int number = newest + 1;
    while (!archive.wish(id, number, wish)) {
      number++;
    }
    known.put(id, number);
    tell(id);
    return number;
  }

  /// Who does not hear of it finds it in the store before long.
  private void tell(String id) {
    try {
      queues.announce(Topics.GATEWAY_EVENTS, id, Wire.encode(new Event.SweepWished(id)));
    } catch (FaultException e) {
      LOG.warnf("Other gateways will hear later of sweep %s: %s", id, e.getMessage());
    }
  }

  private void forgetFaults(SweepPlan plan) {
    Set<Object> mine =
        plan.arrays().stream().map(a -> (Object) a.digest()).collect(Collectors.toSet());
    plan.analyses().forEach(a -> mine.add(a.unit().id()));
    faults.forget(mine::contains, mine::contains);
  }

  private Object lock(String id) {
    return Objects.requireNonNull(locks.computeIfAbsent(id, key -> new Object()));
  }
}
