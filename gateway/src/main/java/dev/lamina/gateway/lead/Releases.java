package dev.lamina.gateway.lead;

import dev.lamina.contract.FaultException;
import dev.lamina.contract.UnitDigest;
import dev.lamina.gateway.sweep.Dispatch;
import dev.lamina.gateway.sweep.Release;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.Withdrawals;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/// Sends what is due, and withdraws what nobody wants any more.
final class Releases {

  private static final Logger LOG = Logger.getLogger(Releases.class);

  private final WorkQueues queues;
  private final Dispatch dispatch;
  private final Withdrawals withdrawals;
  private final WindowSizes windows;

  Releases(WorkQueues queues, Dispatch dispatch, Withdrawals withdrawals, WindowSizes windows) {
    this.queues = queues;
    this.dispatch = dispatch;
    this.withdrawals = withdrawals;
    this.windows = windows;
  }

  /// @return whether all went well; else what is left is due again
  boolean send() {
    windows.refresh(dispatch.out().keySet());
    List<Release> due = dispatch.due(windows::of);
    for (int i = 0; i < due.size(); i++) {
      try {
        send(due.get(i));
      } catch (FaultException e) {
        LOG.warnf("Could not release a unit: %s", e.getMessage());
        due.subList(i, due.size()).forEach(this::takeBack);
        return false;
      }
    }
    return true;
  }

  private void send(Release release) {
    queues.send(release.queue(), release.id().hex(), release.bytes());
    dispatch.sent(release);
  }

  private void takeBack(Release release) {
    dispatch.notOut(release.queue(), Set.of(release.id()));
  }

  /// @return whether all went well; else it is to be done again
  boolean withdraw() {
    Dispatch.Marks marks = dispatch.marks();
    try {
      marks.revoke().forEach(withdrawals::revoke);
      marks.make().forEach(withdrawals::withdraw);
      for (UnitDigest unit : marks.make()) {
        LOG.debugf("Withdrawn unit=%s", unit);
      }
      return true;
    } catch (FaultException e) {
      LOG.warnf("Could not withdraw units: %s", e.getMessage());
      dispatch.notMarked(marks);
      return false;
    }
  }
}
