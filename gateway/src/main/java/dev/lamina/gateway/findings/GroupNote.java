package dev.lamina.gateway.findings;

import static dev.lamina.gateway.findings.Words.count;
import static dev.lamina.gateway.findings.Words.show;

import dev.lamina.gateway.findings.Findings.ClusterStructureFinding;
import dev.lamina.gateway.findings.Findings.LayerStructure;
import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.UnseenFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clusters of tasks, and unseen tasks.
final class GroupNote {

  private static final double SURE = 0.05;

  private GroupNote() {}

  static Statement structure(ClusterStructureFinding found) {
    List<Integer> layers =
        found.layers().stream()
            .filter(layer -> layer.q() <= Discovery.RATE)
            .map(LayerStructure::layer)
            .toList();
    Map<String, Object> numbers =
        Words.about(found.experimental(), found.control(), found.measure());
    numbers.put("tasks", found.tasks());
    numbers.put("clusters", found.clusters());
    numbers.put("share", found.share());
    numbers.put("expected", found.expected());
    numbers.put("p", found.p());
    numbers.put("layers", layers);
    String numbersInWords =
        "clusters hold %s of the variance between the %s, where arbitrary ones would hold %s, %s"
            .formatted(
                Words.percent(found.share()),
                count(found.tasks(), "task"),
                Words.percent(found.expected()),
                Words.p(found.p()));
    String verdict =
        found.p() <= SURE
            ? "Tasks of one cluster score alike"
                + (layers.isEmpty() ? "" : ", surely at " + Words.layers(layers))
            : "Tasks of one cluster do not surely score more alike than others";
    return new Statement(
        "%s (%s with %s: %s)."
            .formatted(verdict, found.experimental(), found.control(), numbersInWords),
        numbers);
  }

  static Statement unseen(UnseenFinding found) {
    Map<String, Object> numbers =
        Words.about(found.experimental(), found.control(), found.measure());
    numbers.put("quantity", found.quantity());
    numbers.put("seen", found.seen());
    numbers.put("unseen", found.unseen());
    numbers.put("seenTasks", found.seenTasks());
    numbers.put("unseenTasks", found.unseenTasks());
    numbers.put("difference", found.difference());
    found.low().ifPresent(low -> numbers.put("low", low));
    found.high().ifPresent(high -> numbers.put("high", high));
    boolean gain = found.quantity().equals(GroupFindings.GAIN);
    return new Statement(
        "On the %s the mean %s of %s with %s is %s, on the %s %s: a difference of %s (%s)%s."
            .formatted(
                count(found.unseenTasks(), "unseen task"),
                found.quantity(),
                found.experimental(),
                found.control(),
                gain ? Words.signed(found.unseen()) : show(found.unseen()),
                found.seenTasks() == 1 ? "seen task" : found.seenTasks() + " seen tasks",
                gain ? Words.signed(found.seen()) : show(found.seen()),
                Words.signed(found.difference()),
                Words.interval(found.low(), found.high()),
                verdict(found.low(), found.high())),
        numbers);
  }

  private static String verdict(Optional<Double> low, Optional<Double> high) {
    if (low.isEmpty() || high.isEmpty()) {
      return ", too few tasks to tell them apart";
    }
    return low.get() > 0 || high.get() < 0 ? "" : ", so they cannot be told apart";
  }
}
