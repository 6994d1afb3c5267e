package dev.lamina.system.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A made-up sweep of `base` and `sft` against `ctl-{task}`, as the API would tell of it.
///
/// @param scoredTasks how many tasks have scores
/// @param fault what a fault is about; no fault if empty
record SampleSweep(
    String id,
    String name,
    String state,
    List<SampleTask> tasks,
    int layers,
    int scoredTasks,
    SampleUnits extraction,
    SampleUnits analysis,
    String waiting,
    String fault) {

  static final List<String> MEASURES = List.of("cka", "cka-debiased", "effective-rank");
  private static final Set<String> FINAL = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Six tasks of three clusters, the last two unseen, 13 layers, all done.
  static SampleSweep done(String id) {
    List<SampleTask> tasks =
        List.of(
            new SampleTask("sst2", "sentiment", true, 0.82),
            new SampleTask("imdb", "sentiment", true, 0.78),
            new SampleTask("rte", "inference", true, 0.70),
            new SampleTask("mnli", "inference", true, 0.66),
            new SampleTask("cola", "grammar", false, 0.58),
            new SampleTask("blimp", "grammar", false, 0.62));
    SampleUnits all = new SampleUnits(42, 42, 3, 0);
    return new SampleSweep(
        id, "flan-small", "SUCCEEDED", tasks, 13, 6, all, new SampleUnits(24, 24, 0, 0), "", "");
  }

  SampleSweep called(String newName) {
    return new SampleSweep(
        id, newName, state, tasks, layers, scoredTasks, extraction, analysis, waiting, fault);
  }

  SampleSweep over(List<SampleTask> newTasks, int newLayers) {
    return new SampleSweep(
        id,
        name,
        state,
        newTasks,
        newLayers,
        newTasks.size(),
        extraction,
        analysis,
        waiting,
        fault);
  }

  /// Running, with this much extracted and the first `scored` tasks scored.
  SampleSweep running(int extracted, int scored) {
    SampleUnits analysed = new SampleUnits(24, 4 * scored, 0, 0);
    return new SampleSweep(
        id,
        name,
        "RUNNING",
        tasks,
        layers,
        scored,
        new SampleUnits(42, extracted, 3, 0),
        analysed,
        waiting,
        fault);
  }

  SampleSweep waitingFor(String sentence) {
    return new SampleSweep(
        id, name, state, tasks, layers, scoredTasks, extraction, analysis, sentence, fault);
  }

  SampleSweep ended(String newState, String about) {
    return new SampleSweep(
        id,
        name,
        newState,
        tasks,
        layers,
        scoredTasks,
        new SampleUnits(42, 39, 3, 3),
        new SampleUnits(24, 20, 0, 4),
        "",
        about);
  }

  boolean isFinal() {
    return FINAL.contains(state);
  }

  /// As in the list of sweeps.
  ObjectNode brief() {
    ObjectNode node = JSON.objectNode().put("id", id).put("name", name).put("state", state);
    node.put("submitted", "2026-03-01T10:00:00Z");
    node.put("started", "2026-03-01T10:00:00Z");
    node.put("finished", isFinal() ? "2026-03-01T10:03:20Z" : null);
    ObjectNode progress = node.putObject("progress");
    progress.set("extraction", extraction.json());
    progress.set("analysis", analysis.json());
    return isFinal() ? node.putNull("etaSeconds") : node.put("etaSeconds", 83.4);
  }

  ObjectNode full() {
    ObjectNode node = brief();
    node.put("waiting", waiting.isEmpty() ? null : waiting);
    ArrayNode faults = node.putArray("faults");
    if (!fault.isEmpty()) {
      faults
          .addObject()
          .put("fault", "model-invalid")
          .put("what", fault)
          .put("cause", "The adapter changes nothing: all its B matrices are zero.");
    }
    ArrayNode comparisons = node.putArray("comparisons");
    Stream.of("base", "sft")
        .forEach(
            side -> comparisons.addObject().put("experimental", side).put("control", "ctl-{task}"));
    ArrayNode list = node.putArray("tasks");
    for (SampleTask task : tasks) {
      list.addObject()
          .put("name", task.name())
          .put("cluster", task.cluster())
          .put("seen", task.seen());
    }
    MEASURES.forEach(node.putArray("measures")::add);
    return node.put("layers", layers);
  }
}
