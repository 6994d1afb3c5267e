package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.PairTerms;

/// Linear CKA as a ratio of sums over rows, by either estimator of HSIC: with a row deleted from
/// the sums it is the CKA of the other rows.
public enum HsicRatio {
  /// `cka`: `T_xy / √(T_xx T_yy)`.
  BIASED {
    @Override
    public double of(HsicSums xy, HsicSums xx, HsicSums yy) {
      return xy.biased() / (Math.sqrt(xx.biased()) * Math.sqrt(yy.biased()));
    }
  },
  /// `cka-debiased`: `HSIC₁(x, y) / √(HSIC₁(x, x) HSIC₁(y, y))`.
  DEBIASED {
    @Override
    public double of(HsicSums xy, HsicSums xx, HsicSums yy) {
      return xy.unbiased() / (Math.sqrt(xx.unbiased()) * Math.sqrt(yy.unbiased()));
    }
  };

  /// NaN where a side has no positive norm.
  public abstract double of(HsicSums xy, HsicSums xx, HsicSums yy);

  /// Of all rows.
  public double of(PairTerms terms) {
    return of(terms.xy(), terms.xx(), terms.yy());
  }

  /// Of all rows but the k-th sampled one.
  double without(PairTerms terms, int k) {
    return of(
        terms.xy().without(terms.xyRow(k)),
        terms.xx().without(terms.xxRow(k)),
        terms.yy().without(terms.yyRow(k)));
  }
}
