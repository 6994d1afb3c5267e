package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds the sections of a model's layers from the curves of several tasks (a score per layer
/// each).
///
/// The model: all tasks share the boundaries, and within a section each task stays at a level
/// of its own. With `k` sections, the cut with the least sum of squares about those levels,
/// `S(k)`, is found exactly, by dynamic programming (Auger and Lawrence, Bull. Math. Biol. 51,
/// 1989; as a penalised choice of `k`: Yao, Statistics & Probability Letters 6, 1988). With `N`
/// finite values of `T` tasks, `k` is what minimises
///
/// ```
/// N ln( (S(k) + S(1)/50) / N ) + 5/2 ( Tk ln(N/T) + (k − 1) ln N )
/// ```
///
/// It is the Bayesian information criterion with three changes. A task's levels are known from
/// its own layers only, so each costs the logarithm of their number, while the shared
/// boundaries cost that of all values. The penalty is two and a half times as high, since
/// neighbouring layers of a task are alike and `N` values say less than `N` independent ones.
/// And a fiftieth of the whole variation counts as noise in any case, so that a slow drift is
/// not cut ever finer when the curves are smooth.
///
/// The uncertainty comes from resampling tasks with replacement: the tasks are the sample,
/// their layers are not. Pure and deterministic: the same curves and seed give the same answer.
///
/// Cost: `T L²` once, then per resample `T L²` and `k L²`, for `L` layers.
///
/// @param maxSections most sections to consider, 1 or more
/// @param minLayers fewest layers of a section, 1 or more
/// @param resamples how often tasks are resampled, 1 or more
/// @param seed of the resampling
public record SectionFinder(int maxSections, int minLayers, int resamples, long seed) {

  private static final double PENALTY = 2.5;
  private static final double DRIFT = 1.0 / 50;

  public SectionFinder {
    if (maxSections < 1 || minLayers < 1 || resamples < 1) {
      throw new IllegalArgumentException(
          "Sections need maxSections, minLayers and resamples of at least 1, found %d, %d and %d"
              .formatted(maxSections, minLayers, resamples));
    }
  }

  /// At most 8 sections of at least 2 layers, 1,000 resamples.
  public static SectionFinder withDefaults() {
    return new SectionFinder(8, 2, 1000, 13);
  }

  public SectionFinder withMaxSections(int count) {
    return new SectionFinder(count, minLayers, resamples, seed);
  }

  public SectionFinder withMinLayers(int count) {
    return new SectionFinder(maxSections, count, resamples, seed);
  }

  public SectionFinder withResamples(int count) {
    return new SectionFinder(maxSections, minLayers, count, seed);
  }

  public SectionFinder withSeed(long other) {
    return new SectionFinder(maxSections, minLayers, resamples, other);
  }

  /// Finds the sections of `curves`, tasks × layers, NaN (or infinite) where there is no score.
  ///
  /// @throws IllegalArgumentException when the tasks have different numbers of layers
  public Sections find(double[][] curves) {
    Curves known = new Curves(curves);
    if (known.tasks() == 0) {
      return new Sections(List.of(), List.of(), List.of(), 0);
    }
    int[] once = new int[known.tasks()];
    Arrays.fill(once, 1);
    Costs costs = known.weighted(once);
    Cut cut = choose(cuts(costs), costs);
    List<Section> sections = sections(cut, known);
    if (known.tasks() == 1) {
      return new Sections(sections, unsure(cut, known.layers()), List.of(), 1);
    }
    Resamples resampled = Resamples.of(this, known, cut.sections());
    return new Sections(
        sections, resampled.boundaries(cut), resampled.supportOfCount(), known.tasks());
  }

  List<Cut> cuts(Costs costs) {
    return Segmentation.cuts(costs, maxSections, minLayers);
  }

  /// The cut that the criterion prefers; of equals the one with fewest sections.
  Cut choose(List<Cut> cuts, Costs costs) {
    double whole = cuts.getFirst().squares();
    if (whole == 0) {
      return cuts.getFirst();
    }
    double n = costs.observations();
    return cuts.stream()
        .min(
            Comparator.comparingDouble(
                cut -> n * Math.log((cut.squares() + DRIFT * whole) / n) + penalty(cut, costs)))
        .orElseThrow();
  }

  /// For a level per task and section, and for the boundaries.
  private static double penalty(Cut cut, Costs costs) {
    double n = costs.observations();
    double levels = (double) costs.tasks() * cut.sections();
    double boundaries = cut.sections() - 1.0;
    return PENALTY * (levels * Math.log(n / costs.tasks()) + boundaries * Math.log(n));
  }

  private static List<Section> sections(Cut cut, Curves curves) {
    List<Section> sections = new ArrayList<>();
    int from = 0;
    for (int boundary : cut.boundaries()) {
      sections.add(new Section(from, boundary, curves.mean(from, boundary + 1)));
      from = boundary + 1;
    }
    sections.add(new Section(from, curves.layers() - 1, curves.mean(from, curves.layers())));
    return sections;
  }

  private static List<Boundary> unsure(Cut cut, int layers) {
    return cut.boundaries().stream()
        .map(boundary -> new Boundary(boundary, 0, layers - 2, 0))
        .toList();
  }
}
