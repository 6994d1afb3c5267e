package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What linear HSIC needs of one side alone, on a given set of rows. It costs half a pair's
/// product, and serves all pairs of that side on those rows: keep it.
///
/// @param sums those of the side paired with itself
/// @param constant whether all rows are equal, up to the rounding of float64
/// @param exponent the side was multiplied by two to this power; 0 unless its squares would
///     overflow or vanish
/// @param distinct sums over distinct rows
/// @param sampled terms of the rows of [#sample]
public record SelfTerms(
    HsicSums sums, boolean constant, int exponent, DistinctSums distinct, List<RowTerms> sampled) {

  private static final double LAYOUT = 2;
  private static final int HEAD = 10;

  public SelfTerms {
    sampled = List.copyOf(sampled);
  }

  /// Rows used: `n`.
  public int rows() {
    return sums.rows();
  }

  /// Which rows have terms of their own.
  public RowSample sample() {
    return new RowSample(rows(), sampled.size());
  }

  public int sampledRows() {
    return sampled.size();
  }

  /// Terms of the k-th row of the sample.
  public RowTerms row(int k) {
    return sampled.get(k);
  }

  /// The same with fewer rows that have terms.
  SelfTerms on(RowSample fewer) {
    if (fewer.equals(sample())) {
      return this;
    }
    if (sampled.size() < rows()) {
      throw new IllegalArgumentException(
          "Terms of %d of %d rows cannot be cut down to %s"
              .formatted(sampled.size(), rows(), fewer));
    }
    return new SelfTerms(
        sums,
        constant,
        exponent,
        distinct,
        IntStream.range(0, fewer.size()).mapToObj(k -> sampled.get(fewer.row(k))).toList());
  }

  /// All of it as numbers, to be stored: layout (2), `n`, sampled rows, 1 if constant, exponent,
  /// `T`, `S`, `A`, both of [DistinctSums], and then `aᵢ`, `hᵢ`, `pᵢ` of each sampled row.
  public double[] toDoubles() {
    double[] values = new double[HEAD + 3 * sampled.size()];
    values[0] = LAYOUT;
    values[1] = rows();
    values[2] = sampled.size();
    values[3] = constant ? 1 : 0;
    values[4] = exponent;
    values[5] = sums.cross();
    values[6] = sums.energies();
    values[7] = sums.left();
    values[8] = distinct.cubes();
    values[9] = distinct.triangles();
    for (int k = 0; k < sampled.size(); k++) {
      values[HEAD + 3 * k] = sampled.get(k).a();
      values[HEAD + 3 * k + 1] = sampled.get(k).h();
      values[HEAD + 3 * k + 2] = sampled.get(k).p();
    }
    return values;
  }

  /// Reads what [#toDoubles] wrote.
  ///
  /// @throws IllegalArgumentException when the numbers are something else
  public static SelfTerms fromDoubles(double[] values) {
    if (values.length < HEAD
        || values[0] != LAYOUT
        || values.length != HEAD + 3 * (int) values[2]) {
      throw new IllegalArgumentException(
          "%d numbers are no terms of a side in layout %d".formatted(values.length, (int) LAYOUT));
    }
    List<RowTerms> sampled = new ArrayList<>();
    for (int at = HEAD; at < values.length; at += 3) {
      sampled.add(RowTerms.ofSelf(values[at], values[at + 1], values[at + 2]));
    }
    HsicSums sums = new HsicSums((int) values[1], values[5], values[6], values[7], values[7]);
    return new SelfTerms(
        sums, values[3] == 1, (int) values[4], new DistinctSums(values[8], values[9]), sampled);
  }
}
