package dev.lamina.metrics.section;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How likely each number of sections is, given the curves.
///
/// @param shares at index k − 1 that of k sections; sums to 1
/// @param best for each number that is possible the most likely fit, in order
@SuppressWarnings("ArrayRecordComponent")
record Posterior(double[] shares, List<Fit> best) {

  static Posterior of(List<Fit> fits, int maxSections) {
    double least = fits.stream().mapToDouble(Fit::evidence).min().orElseThrow();
    int most = fits.stream().mapToInt(Fit::sections).max().orElseThrow();
    double[] shares = new double[maxSections];
    for (Fit fit : fits) {
      double evidence = fit.evidence() + Prior.ofNumber(fit.sections(), most);
      shares[fit.sections() - 1] += Math.exp((least - evidence) / 2);
    }
    double sum = Arrays.stream(shares).sum();
    Arrays.setAll(shares, k -> shares[k] / sum);
    List<Fit> best =
        IntStream.rangeClosed(1, most)
            .mapToObj(
                k ->
                    fits.stream()
                        .filter(fit -> fit.sections() == k)
                        .min(Comparator.comparingDouble(Fit::evidence)))
            .flatMap(Optional::stream)
            .toList();
    return new Posterior(shares, best);
  }

  /// The fit with the most likely number of sections; of equals the one with fewest.
  Fit mostLikely() {
    return best.stream()
        .min(Comparator.comparingDouble(fit -> -shares[fit.sections() - 1]))
        .orElseThrow();
  }
}
