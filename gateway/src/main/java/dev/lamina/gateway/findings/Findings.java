package dev.lamina.gateway.findings;

import dev.lamina.metrics.section.Boundary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sweep's scores say. Every sentence in `statements` stands beside the numbers it is
/// made of.
///
/// All parts name the pair by the spec's templates and use the spec's first measure.
///
/// @param version of this format
public record Findings(
    int version,
    String sweep,
    List<PairSections> sections,
    List<TaskFinding> tasks,
    List<ClusterFinding> clusters,
    List<UnseenFinding> unseen,
    List<Statement> statements) {

  public static final int VERSION = 1;

  /// Runs of layers over which the tasks' curves stay level.
  ///
  /// @param count number of sections
  /// @param support share of resamples of the tasks that ask for this count; empty with one task
  public record PairSections(
      String experimental,
      String control,
      String measure,
      int count,
      Optional<Double> support,
      List<LayerRange> sections,
      List<Turn> boundaries) {}

  /// @param first first layer, as an index into hidden states
  /// @param last last layer, included
  /// @param mean mean score over its layers and all tasks
  public record LayerRange(int first, int last, double mean) {}

  /// A boundary: the section before it ends after layer `after`; between `low` and `high` in 95
  /// % of the resamples.
  public record Turn(int after, int low, int high, double support) {

    static Turn of(Boundary boundary, List<Integer> layers) {
      return new Turn(
          layers.get(boundary.afterLayer()),
          layers.get(boundary.low()),
          layers.get(boundary.high()),
          boundary.support());
    }
  }

  /// @param mean over layers
  /// @param lowest the least score of any layer
  /// @param rank 1 for the task on which the pair is most alike
  public record TaskFinding(
      String experimental,
      String control,
      String measure,
      String task,
      String cluster,
      boolean seen,
      double mean,
      double lowest,
      int lowestLayer,
      int rank) {}

  /// @param low lower end of the 95 % interval of the mean over such tasks; empty for one task
  public record ClusterFinding(
      String experimental,
      String control,
      String measure,
      String cluster,
      int tasks,
      double mean,
      Optional<Double> low,
      Optional<Double> high) {}

  /// @param difference mean of unseen tasks less mean of seen tasks, with its 95 % interval
  public record UnseenFinding(
      String experimental,
      String control,
      String measure,
      double seen,
      double unseen,
      int seenTasks,
      int unseenTasks,
      double difference,
      Optional<Double> low,
      Optional<Double> high) {}

  public record Statement(String text, Map<String, Object> numbers) {}
}
