package dev.lamina.queue.cdi;

import dev.lamina.queue.Intake;
import dev.lamina.queue.WorkQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Starts this process's workers and knows how they fare.
@ApplicationScoped
public class Intakes {

  private final WorkQueues queues;
  private final QueueSettings settings;
  private final List<Intake<?>> started = new CopyOnWriteArrayList<>();

  Intakes(WorkQueues queues, QueueSettings settings) {
    this.queues = queues;
    this.settings = settings;
  }

  /// Starts a worker; who starts it closes it.
  public <U> Intake<U> start(Intake.Job<U> job) {
    Intake<U> intake = Intake.start(queues, job, settings.patience());
    started.add(intake);
    return intake;
  }

  /// Why units do not get on here.
  List<String> troubles() {
    return started.stream().flatMap(intake -> intake.trouble().stream()).toList();
  }

  /// Whether none has ended.
  boolean areRunning() {
    return started.stream().allMatch(Intake::isRunning);
  }
}
