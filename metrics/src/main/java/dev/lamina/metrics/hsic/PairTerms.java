package dev.lamina.metrics.hsic;

import java.util.List;

/// What linear HSIC needs of a pair: the sums of `X` with `Y`, of each side with itself, and the
/// terms of a sample of rows, the same rows in all three.
///
/// @param x the first side alone
/// @param y the second side alone
/// @param xy sums of the pair
/// @param sampled terms of the pair's rows of [#sample]
public record PairTerms(SelfTerms x, SelfTerms y, HsicSums xy, List<RowTerms> sampled) {

  public PairTerms {
    if (x.rows() != xy.rows() || y.rows() != xy.rows()) {
      throw new IllegalArgumentException(
          "A pair of %d rows cannot have sides of %d and %d"
              .formatted(xy.rows(), x.rows(), y.rows()));
    }
    sampled = List.copyOf(sampled);
    RowSample sample = new RowSample(xy.rows(), sampled.size());
    x = x.on(sample);
    y = y.on(sample);
  }

  /// Rows used: `n`.
  public int rows() {
    return xy.rows();
  }

  /// Whether no sum exceeds what its precision can hold.
  public boolean finite() {
    return xx().finite() && yy().finite() && xy.finite();
  }

  public HsicSums xx() {
    return x.sums();
  }

  public HsicSums yy() {
    return y.sums();
  }

  /// Which rows have terms of their own.
  public RowSample sample() {
    return new RowSample(rows(), sampled.size());
  }

  public int sampledRows() {
    return sampled.size();
  }

  /// The k-th sampled row's index among the rows used.
  public int sampledRow(int k) {
    return sample().row(k);
  }

  public RowTerms xyRow(int k) {
    return sampled.get(k);
  }

  public RowTerms xxRow(int k) {
    return x.row(k);
  }

  public RowTerms yyRow(int k) {
    return y.row(k);
  }
}
