package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the sections of a model's layers from the curves of several tasks (a score per layer
/// each).
///
/// The model: all tasks share the boundaries. Within a section the mean curve over tasks stays
/// at a level, and each task at a distance from it: either the same over all layers, or one of
/// its own in each section. Neighbouring layers' noise is correlated (AR(1)), and the mean
/// curve has noise of its own, so that tasks which move together do not count as independent
/// evidence. Levels are normal about 0 with a variance in units of the noise's (Zellner, 1986);
/// levels and noise are integrated out, which gives the density of the curves under a cut,
///
/// ```
/// −2 ln p = Σ over sets of curves:  n ln S + Σ over sections: ln det(R) + ln(1 + g u'R⁻¹u)
/// ```
///
/// with `S` the generalized sum of squares about the levels, `R` the correlations, `u` ones.
/// Correlation `ρ` and spread `g` are averaged over a grid. A fiftieth of the curves' variation
/// counts as noise in any case. Before the data, all cuts into the same number of sections are
/// equally likely, and more sections less likely than fewer. The number of sections is the most
/// likely one; its best cut is found exactly, by dynamic programming (Auger and Lawrence, Bull.
/// Math. Biol. 51, 1989).
///
/// The uncertainty is the posterior probability of numbers and of places (the sum over all
/// cuts: Liu and Lawrence, Bioinformatics 15, 1999), averaged over resamples of the tasks
/// (Huggins and Miller, Bayesian Analysis 18, 2023). Pure and deterministic: the same curves
/// and seed give the same answer.
///
/// Known limit: a steady slope is steeper than correlated noise and still becomes several
/// sections, with wide intervals. How often planted boundaries are found is in
/// `docs/bench/planted.md`.
///
/// Cost: `T L²` for each of 40 variations, then per resample `T L²` and `k L²`, for `T` tasks
/// and `L` layers.
///
/// @param maxSections most sections to consider, 1 or more
/// @param minLayers fewest layers of a section, 1 or more
/// @param resamples how often tasks are resampled, 1 or more
/// @param seed of the resampling
public record SectionFinder(int maxSections, int minLayers, int resamples, long seed) {

  public SectionFinder {
    if (maxSections < 1 || minLayers < 1 || resamples < 1) {
      throw new IllegalArgumentException(
          "Sections need maxSections, minLayers and resamples of at least 1, found %d, %d and %d"
              .formatted(maxSections, minLayers, resamples));
    }
  }

  /// At most 8 sections of at least 2 layers, 200 resamples.
  public static SectionFinder withDefaults() {
    return new SectionFinder(8, 2, 200, 13);
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
    List<Fit> fits = Fit.all(known.split(once), Hypothesis.all(known.tasks()), this);
    Posterior posterior = Posterior.of(fits, maxSections);
    Cut cut = posterior.mostLikely().cut();
    Resamples resampled = Resamples.of(this, known, posterior, once);
    return new Sections(
        sections(cut, known), resampled.boundaries(cut), resampled.supportOfCount(), known.tasks());
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
}
