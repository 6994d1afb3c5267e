package dev.lamina.metrics.hsic;

/// The sums over the rows that both estimators of linear HSIC are made of. The rows are
/// centred, and each side is multiplied by its power of two ([SelfTerms#exponent], mostly 1),
/// which cancels in every ratio that is indifferent to scaling.
///
/// @param rows `n`
/// @param cross `T = ‖XᵀY‖²_F = Σᵢⱼ Kᵢⱼ Lᵢⱼ`
/// @param energies `S = Σ aᵢ bᵢ`, with `aᵢ = ‖xᵢ‖²` and `bᵢ = ‖yᵢ‖²`
/// @param left `A = Σ aᵢ`
/// @param right `B = Σ bᵢ`
public record HsicSums(int rows, double cross, double energies, double left, double right) {

  /// `HSIC₀ = T / (n−1)²`, biased upwards: Gretton, Bousquet, Smola, Schölkopf, "Measuring
  /// Statistical Dependence with Hilbert-Schmidt Norms", ALT 2005. Needs 2 rows.
  public double biased() {
    double m = rows - 1;
    return cross / (m * m);
  }

  /// `HSIC₁ = [T − n/(n−2) S + A B / ((n−1)(n−2))] / (n(n−3))`, unbiased: Song, Smola, Gretton,
  /// Bedo, Borgwardt, "Feature Selection via Dependence Maximization", JMLR 2012, written with
  /// centred kernels, on which their sum over whole columns vanishes. Needs 4 rows.
  public double unbiased() {
    double n = rows;
    double sum = cross - n / (n - 2) * energies + left * right / ((n - 1) * (n - 2));
    return sum / (n * (n - 3));
  }

  /// Whether no sum exceeds what its precision can hold.
  public boolean finite() {
    return Double.isFinite(cross)
        && Double.isFinite(energies)
        && Double.isFinite(left)
        && Double.isFinite(right);
  }

  /// The same sums with one row deleted and the others centred anew, exactly: the centre moves by
  /// `xᵢ/m` with `m = n−1`, so that `aⱼ` becomes `aⱼ + 2 Kᵢⱼ/m + aᵢ/m²` and `XᵀY` loses
  /// `(n/m) xᵢ yᵢᵀ`; since `Σⱼ Kᵢⱼ = 0`, what is left depends on the row's terms alone.
  ///
  /// ```
  /// T' = T − 2 (n/m) hᵢ + (n/m)² aᵢbᵢ        A' = A − (n/m) aᵢ        B' = B − (n/m) bᵢ
  /// S' = S − aᵢbᵢ + (2/m) (pᵢ + qᵢ − 2 aᵢbᵢ) + (4/m²) (hᵢ − aᵢbᵢ)
  ///        + (1/m²) [bᵢ (A − aᵢ) + aᵢ (B − bᵢ)] − (3/m³) aᵢbᵢ
  /// ```
  public HsicSums without(RowTerms row) {
    double m = rows - 1;
    double share = rows / m;
    double a = row.a();
    double b = row.b();
    double ab = a * b;
    double lost =
        ab
            - 2 / m * (row.p() + row.q() - 2 * ab)
            - 4 / (m * m) * (row.h() - ab)
            - (b * (left - a) + a * (right - b)) / (m * m)
            + 3 * ab / (m * m * m);
    return new HsicSums(
        rows - 1,
        cross - 2 * share * row.h() + share * share * ab,
        energies - lost,
        left - share * a,
        right - share * b);
  }
}
