package dev.lamina.system.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Made-up findings on what `sft` adds to `base`: one task of each verdict, in turn.
final class SampleGains {

  private static final List<String> VERDICTS = List.of("gained", "encoded", "undecided", "lost");
  private static final List<Double> VALUES = List.of(0.2, 0.01, 0.06, -0.15);

  private SampleGains() {}

  static void add(ObjectNode findings, SampleSweep sweep) {
    entry(findings, "tuning").put("tasks", sweep.tasks().size()).put("mean", 0.03);
    for (int i = 0; i < sweep.tasks().size(); i++) {
      SampleTask task = sweep.tasks().get(i);
      double gain = VALUES.get(i % VALUES.size());
      ObjectNode node = entry(findings, "gains");
      node.put("task", task.name()).put("cluster", task.cluster()).put("seen", task.seen());
      node.put("baseMean", task.middle()).put("tunedMean", task.middle() + gain).put("gain", gain);
      node.put("low", gain - 0.08).put("high", gain + 0.08);
      node.put("verdict", VERDICTS.get(i % VERDICTS.size()));
      node.put("rank", i + 1).put("rankLow", 1).put("rankHigh", sweep.tasks().size());
      node.putArray("gained").add(7).add(8).add(11);
      node.putArray("lost");
    }
    for (String side : List.of("base", "sft")) {
      pair(findings, "chance", side).put("tested", 77).put("above", 70).put("rate", 0.05);
      ObjectNode structure = pair(findings, "structure", side).put("tasks", 6).put("clusters", 3);
      structure.put("share", 0.8).put("expected", 0.4).put("p", 0.02);
      structure.putArray("layers").addObject().put("layer", 9).put("share", 0.9).put("q", 0.01);
    }
  }

  private static ObjectNode entry(ObjectNode findings, String part) {
    return findings
        .withArray(part)
        .addObject()
        .put("base", "base")
        .put("tuned", "sft")
        .put("control", "ctl-{task}")
        .put("measure", "cka");
  }

  private static ObjectNode pair(ObjectNode findings, String part, String side) {
    return findings
        .withArray(part)
        .addObject()
        .put("experimental", side)
        .put("control", "ctl-{task}")
        .put("measure", "cka");
  }
}
