package dev.lamina.gateway.lead;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Topics;
import dev.lamina.gateway.sweep.Dispatch;
import dev.lamina.queue.WorkQueues;
import dev.lamina.queue.leader.Leadership;
import dev.lamina.tensor.Withdrawals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Follows who leads; while this replica does, it releases units.
public final class LeaderLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LeaderLoop.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final WorkQueues queues;
  private final Dispatch dispatch;
  private final Withdrawals withdrawals;
  private final Releases releases;
  private final Runnable catchUp;
  private final Signal signal;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("gateway-lead").unstarted(this::loop);

  private Optional<Leadership> leadership = Optional.empty();
  private volatile boolean leads;
  private volatile boolean closing;

  /// @param catchUp learns of sweeps that the store holds; called before this replica leads
  /// @param signal is raised when something may be due
  /// @param windowUnits units of a queue that may be out, at most
  public LeaderLoop(
      WorkQueues queues,
      Dispatch dispatch,
      Withdrawals withdrawals,
      Runnable catchUp,
      Signal signal,
      int windowUnits) {
    this.queues = queues;
    this.dispatch = dispatch;
    this.withdrawals = withdrawals;
    this.releases =
        new Releases(queues, dispatch, withdrawals, new WindowSizes(queues, windowUnits));
    this.catchUp = catchUp;
    this.signal = signal;
  }

  /// Stands for the leadership from now on.
  public void start() {
    leadership = Optional.of(queues.lead(Topics.GATEWAY_EVENTS, signal::raise));
    thread.start();
  }

  /// Whether this replica leads and has taken over.
  public boolean leads() {
    return leads;
  }

  private void loop() {
    try {
      while (!closing) {
        if (turn(leadership.filter(Leadership::leads).isPresent())) {
          signal.await(IDLE);
        } else {
          Thread.sleep(IDLE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what is due now.
  ///
  /// @param elected whether this replica is to lead
  /// @return whether all went well; else there is more to do, after a while
  public boolean turn(boolean elected) {
    try (var _ = signal.cause().makeCurrent()) {
      if (elected && !leads) {
        takeOver();
      } else if (!elected && leads) {
        leads = false;
        dispatch.follow();
        LOG.info("Another gateway leads, or none");
      }
      boolean withdrawn = !leads || releases.withdraw();
      boolean sent = !leads || releases.send();
      return withdrawn && sent;
    } catch (RuntimeException e) {
      LOG.warnf(e, "Could not %s; trying again", leads ? "release units" : "take over");
      return false;
    }
  }

  private void takeOver() {
    long start = System.nanoTime();
    catchUp.run();
    QueuedUnits queued = new QueuedUnits(queues);
    List<ExtractionUnit> out = new ArrayList<>();
    for (String queue : dispatch.out().keySet()) {
      if (!queue.equals(Topics.ANALYSIS)) {
        out.addAll(queued.batches(queue));
      }
    }
    List<AnalysisUnit> analyses = queued.analyses();
    dispatch.lead(out, analyses, withdrawals.all());
    leads = true;
    LOG.infof(
        "This gateway leads batchesOut=%d analysesOut=%d tookMs=%d",
        out.size(), analyses.size(), (System.nanoTime() - start) / 1_000_000);
  }

  /// Steps down, so that another replica takes over at once.
  @Override
  public void close() {
    closing = true;
    signal.raise();
    leadership.ifPresent(Leadership::close);
    thread.interrupt();
  }
}
