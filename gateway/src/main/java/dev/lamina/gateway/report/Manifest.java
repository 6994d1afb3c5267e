package dev.lamina.gateway.report;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.DroppedRow;
import dev.lamina.gateway.plan.PlannedArray;
import dev.lamina.gateway.plan.PlannedPair;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.SweepScores;
import dev.lamina.gateway.scores.UndefinedScore;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.gateway.sweep.SweepStatus.UnitFault;
import dev.lamina.tensor.Activations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Everything needed to repeat a run, and what this run did.
///
/// @param kernels version of the measures' code
/// @param undefined scores without a value, and why
public record Manifest(
    int version,
    String sweep,
    SweepState state,
    String submitted,
    String started,
    String finished,
    ResolvedSweep resolved,
    String kernels,
    Map<String, String> environment,
    Batches batches,
    List<StoredArray> activations,
    Rows rows,
    List<UndefinedScore> undefined,
    List<UnitFault> faults,
    List<String> notes) {

  private static final int VERSION = 1;

  /// @param extracted by this run
  /// @param reused stored before this run, whether or not their scores were
  public record Batches(int planned, int extracted, int reused, int failed) {}

  /// @param used rows of all tasks that every model of the task could use
  /// @param dropped rows of all tasks that some model could not use
  public record Rows(int used, int dropped, List<Dropped> droppedRows) {}

  /// Where the activations of a model on a task lie in the store, as a Zarr group. Tasks of the
  /// same rows share them.
  public record StoredArray(String task, String model, String group) {

    private static StoredArray of(PlannedPair pair, String model, ArrayDigest array) {
      return new StoredArray(pair.task().name(), model, Activations.group(array));
    }
  }

  public record Dropped(String task, String model, String id, String reason) {}

  public static Manifest of(
      SweepPlan plan, SweepStatus status, SweepScores scores, Activations activations) {
    var extraction = status.progress().extraction();
    return new Manifest(
        VERSION,
        plan.id(),
        status.state(),
        status.submitted().toString(),
        status.started().toString(),
        status.finished().map(Object::toString).orElse(""),
        plan.sweep(),
        plan.kernels(),
        machine(),
        new Batches(
            extraction.planned(),
            extraction.done() - extraction.reused(),
            extraction.reused(),
            extraction.failed()),
        storedArrays(plan),
        countRows(plan, activations),
        scores.undefined(),
        status.faults(),
        remarks(plan));
  }

  private static Map<String, String> machine() {
    return Map.of(
        "java", Runtime.version().toString(),
        "os", System.getProperty("os.name"),
        "arch", System.getProperty("os.arch"),
        "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  private static List<StoredArray> storedArrays(SweepPlan plan) {
    return plan.pairs().stream()
        .flatMap(
            pair ->
                Stream.of(
                    StoredArray.of(pair, pair.names().experimental(), pair.arrays().experimental()),
                    StoredArray.of(pair, pair.names().control(), pair.arrays().control())))
        .distinct()
        .toList();
  }

  private static Rows countRows(SweepPlan plan, Activations activations) {
    List<Dropped> dropped = new ArrayList<>();
    Map<String, Set<String>> ids = new HashMap<>();
    for (PlannedArray array : plan.arrays()) {
      for (DroppedRow row : activations.dropped(array.digest())) {
        dropped.add(new Dropped(array.task(), array.model().name(), row.id(), row.reason()));
        ids.computeIfAbsent(array.task(), task -> new HashSet<>()).add(row.id());
      }
    }
    int all = plan.sweep().tasks().stream().mapToInt(task -> task.rowCount()).sum();
    int unused = ids.values().stream().mapToInt(Set::size).sum();
    return new Rows(all - unused, unused, dropped);
  }

  private static List<String> remarks(SweepPlan plan) {
    List<String> notes = new ArrayList<>();
    notes.add("Layers count as in Hugging Face hidden_states: 0 is the embedding output.");
    for (ResolvedModel model : plan.sweep().models()) {
      notes.add(
          "Last hidden state of %s (layer %d): %s."
              .formatted(model.name(), model.layers() - 1, model.lastLayer()));
      notes.addAll(model.remarks());
    }
    plan.pairs().stream()
        .map(pair -> pair.names())
        .filter(
            p ->
                plan.sweep().model(p.experimental()).layers()
                    != plan.sweep().model(p.control()).layers())
        .map(
            p ->
                "%s and %s differ in depth; layers are compared by index as far as both have them."
                    .formatted(p.experimental(), p.control()))
        .distinct()
        .forEach(notes::add);
    return notes;
  }
}
