package dev.lamina.system.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Made-up findings that fit [SampleScores]: three sections.
final class SampleFindings {

  private static final List<String> PARTS =
      List.of(
          "sections",
          "tasks",
          "clusters",
          "unseen",
          "tuning",
          "gains",
          "chance",
          "structure",
          "profiles",
          "statements");

  private SampleFindings() {}

  static ObjectNode of(SampleSweep sweep) {
    ObjectNode findings = JsonNodeFactory.instance.objectNode().put("version", 2);
    findings.put("sweep", sweep.id());
    for (String part : PARTS) {
      findings.putArray(part);
    }
    List.of("base", "sft").forEach(side -> addPair(findings, sweep, side));
    SampleGains.add(findings, sweep);
    return findings;
  }

  private static void addPair(ObjectNode findings, SampleSweep sweep, String side) {
    int first = sweep.layers() / 3;
    int second = sweep.layers() * 2 / 3;
    ObjectNode sections = entry(findings, "sections", side).put("count", 3).put("support", 0.93);
    sections.withArray("sections").addObject().put("first", 0).put("last", first).put("mean", 0.97);
    sections
        .withArray("sections")
        .addObject()
        .put("first", first + 1)
        .put("last", second)
        .put("mean", 0.8);
    sections
        .withArray("sections")
        .addObject()
        .put("first", second + 1)
        .put("last", sweep.layers() - 1)
        .put("mean", 0.6);
    sections
        .withArray("boundaries")
        .addObject()
        .put("after", first)
        .put("low", first - 1)
        .put("high", first + 1)
        .put("support", 0.9);
    sections
        .withArray("boundaries")
        .addObject()
        .put("after", second)
        .put("low", second)
        .put("high", second)
        .put("support", 0.71);
    List<SampleTask> ranked =
        sweep.tasks().stream()
            .sorted(Comparator.comparingDouble(SampleTask::middle).reversed())
            .toList();
    for (int i = 0; i < ranked.size(); i++) {
      SampleTask task = ranked.get(i);
      entry(findings, "tasks", side)
          .put("task", task.name())
          .put("cluster", task.cluster())
          .put("seen", task.seen())
          .put("mean", task.middle())
          .put("low", task.middle() - 0.02)
          .put("high", task.middle() + 0.02)
          .put("lowest", task.middle() - 0.2)
          .put("lowestLayer", sweep.layers() - 1)
          .put("rank", i + 1)
          .put("rankLow", Math.max(1, i))
          .put("rankHigh", i + 1);
    }
    sweep.tasks().stream()
        .collect(Collectors.groupingBy(SampleTask::cluster))
        .forEach(
            (cluster, tasks) ->
                entry(findings, "clusters", side)
                    .put("quantity", "score")
                    .put("cluster", cluster)
                    .put("tasks", tasks.size())
                    .put("mean", tasks.getFirst().middle())
                    .putNull("low")
                    .putNull("high"));
    entry(findings, "unseen", side)
        .put("quantity", "score")
        .put("seen", 0.74)
        .put("unseen", 0.6)
        .put("seenTasks", 4)
        .put("unseenTasks", 2)
        .put("difference", -0.14)
        .put("low", -0.2)
        .put("high", -0.08);
    findings
        .withArray("statements")
        .addObject()
        .put("text", "Between %s and ctl-{task} the layers fall into 3 sections.".formatted(side))
        .putObject("numbers")
        .put("experimental", side)
        .put("control", "ctl-{task}")
        .put("count", 3);
  }

  private static ObjectNode entry(ObjectNode findings, String part, String side) {
    return findings
        .withArray(part)
        .addObject()
        .put("experimental", side)
        .put("control", "ctl-{task}")
        .put("measure", "cka");
  }
}
