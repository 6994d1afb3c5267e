package dev.lamina.gateway.findings;

import dev.lamina.metrics.section.Boundary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sweep's scores say. Every sentence in `statements` stands beside the numbers it is
/// made of.
///
/// All parts name the pair by the spec's templates and use the spec's first measure of pairs.
/// Intervals are of 95 %. Layers are indices into hidden states.
///
/// @param version of this format
/// @param tuning what a tuned model adds to its base, one entry for each two experimental models
///     that share a control
/// @param gains the same by task
/// @param chance how many scores are more alike than chance
/// @param structure whether the tasks' declared clusters show in their scores
/// @param profiles measures of single models
public record Findings(
    int version,
    String sweep,
    List<PairSections> sections,
    List<TaskFinding> tasks,
    List<ClusterFinding> clusters,
    List<UnseenFinding> unseen,
    List<TuningFinding> tuning,
    List<TaskGain> gains,
    List<ChanceFinding> chance,
    List<ClusterStructureFinding> structure,
    List<ProfileFinding> profiles,
    List<Statement> statements) {

  public static final int VERSION = 2;

  Findings withStatements(List<Statement> others) {
    return new Findings(
        version, sweep, sections, tasks, clusters, unseen, tuning, gains, chance, structure,
        profiles, others);
  }

  /// Runs of layers over which the tasks' curves stay level.
  ///
  /// @param count number of sections
  /// @param support probability of this number
  public record PairSections(
      String experimental,
      String control,
      String measure,
      int count,
      Optional<Double> support,
      List<LayerRange> sections,
      List<Turn> boundaries) {}

  /// @param first first layer
  /// @param last last layer, included
  /// @param mean mean score over its layers and all tasks
  public record LayerRange(int first, int last, double mean) {}

  /// A boundary: the section before it ends after layer `after`.
  ///
  /// @param low the section ends after this layer or a later one, with 97.5 %
  /// @param support probability of this very place, given the number of sections
  public record Turn(int after, int low, int high, double support) {

    static Turn of(Boundary boundary, List<Integer> layers) {
      return new Turn(
          layers.get(boundary.afterLayer()),
          layers.get(boundary.low()),
          layers.get(boundary.high()),
          boundary.support());
    }
  }

  /// How alike a pair is on a task.
  ///
  /// @param mean over layers, with its interval over rows where the measure gives one
  /// @param lowest the least alike of any layer
  /// @param rank 1 for the task on which the pair is most alike
  /// @param rankLow the task is surely no better than this, and no worse than `rankHigh`: of the
  ///     tasks that come before or after it, so many can be told from it
  public record TaskFinding(
      String experimental,
      String control,
      String measure,
      String task,
      String cluster,
      boolean seen,
      double mean,
      Optional<Double> low,
      Optional<Double> high,
      double lowest,
      int lowestLayer,
      int rank,
      int rankLow,
      int rankHigh) {}

  /// @param quantity `score`, or `gain` where `experimental` is the tuned model
  /// @param low lower end of the interval of the mean over such tasks; empty for one task
  public record ClusterFinding(
      String experimental,
      String control,
      String measure,
      String quantity,
      String cluster,
      int tasks,
      double mean,
      Optional<Double> low,
      Optional<Double> high) {}

  /// @param quantity `score`, or `gain` where `experimental` is the tuned model
  /// @param difference mean of unseen tasks less mean of seen tasks, with its interval over tasks
  public record UnseenFinding(
      String experimental,
      String control,
      String measure,
      String quantity,
      double seen,
      double unseen,
      int seenTasks,
      int unseenTasks,
      double difference,
      Optional<Double> low,
      Optional<Double> high) {}

  /// What tuning adds: the gain is the tuned model's score with the control less the base's, with
  /// its sign turned for a distance, so that a positive gain is more alike.
  ///
  /// @param mean gain over layers and tasks
  /// @param intervalOver `tasks`, as a sample of such tasks, or `rows` where they are too few for
  ///     that: the intervals then are about these tasks alone
  /// @param layers mean gain over tasks at each layer
  /// @param verdicts how many tasks have each verdict
  /// @param margin a difference of no more than this is none
  /// @param alike from this mean score on the base holds what the control holds
  public record TuningFinding(
      String base,
      String tuned,
      String control,
      String measure,
      int tasks,
      double mean,
      Optional<Double> low,
      Optional<Double> high,
      String intervalOver,
      List<LayerGain> layers,
      Map<String, Integer> verdicts,
      double margin,
      double alike) {}

  /// @param q the least false discovery rate over layers at which it differs from 0; empty
  ///     without an interval
  public record LayerGain(
      int layer, double gain, Optional<Double> low, Optional<Double> high, Optional<Double> q) {}

  /// What tuning adds on one task; intervals are over rows.
  ///
  /// @param baseMean the base's mean score with the control over layers
  /// @param gained layers where the gain is positive at a false discovery rate of 5 %
  /// @param lost layers where it is negative
  /// @param verdict `encoded`, `gained`, `lost`, `absent` or `undecided`, see [Verdict]
  public record TaskGain(
      String base,
      String tuned,
      String control,
      String measure,
      String task,
      String cluster,
      boolean seen,
      double baseMean,
      double tunedMean,
      double gain,
      Optional<Double> low,
      Optional<Double> high,
      List<Integer> gained,
      List<Integer> lost,
      List<LayerGain> layers,
      String verdict,
      int rank,
      int rankLow,
      int rankHigh) {}

  /// @param tested cells of the pair that have a p-value
  /// @param above those more alike than rows paired at random
  /// @param rate the expected share of false ones among all that the sweep calls so
  public record ChanceFinding(
      String experimental, String control, String measure, int tested, int above, double rate) {}

  /// @param share of the variance between tasks that lies between clusters, mean over layers
  /// @param expected share that arbitrary clusters would explain
  /// @param p probability of such a share were the clusters arbitrary
  public record ClusterStructureFinding(
      String experimental,
      String control,
      String measure,
      int tasks,
      int clusters,
      double share,
      double expected,
      double p,
      List<LayerStructure> layers) {}

  /// @param q the least false discovery rate over layers at which clusters show here
  public record LayerStructure(int layer, double share, double q) {}

  /// A measure of one model, mean over tasks.
  ///
  /// @param peak the layer at which it is greatest
  public record ProfileFinding(
      String model, String measure, List<LayerValue> layers, int peak, double highest) {}

  public record LayerValue(int layer, double value) {}

  public record Statement(String text, Map<String, Object> numbers) {}
}
