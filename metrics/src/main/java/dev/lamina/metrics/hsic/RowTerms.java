package dev.lamina.metrics.hsic;

/// What one row has to do with the sums of a pair; all that it takes to delete the row from them
/// (see [HsicSums#without]). With centred rows `xᵢ`, `yᵢ`, `aᵢ = ‖xᵢ‖²` and `bᵢ = ‖yᵢ‖²`:
///
/// @param a `aᵢ`
/// @param b `bᵢ`
/// @param h `xᵢᵀ (XᵀY) yᵢ = Σⱼ Kᵢⱼ Lᵢⱼ`, the row's share of `‖XᵀY‖²_F`
/// @param p `xᵢ · Σⱼ bⱼ xⱼ = Σⱼ Kᵢⱼ bⱼ`
/// @param q `yᵢ · Σⱼ aⱼ yⱼ = Σⱼ Lᵢⱼ aⱼ`
public record RowTerms(double a, double b, double h, double p, double q) {

  /// The terms of a side paired with itself.
  static RowTerms ofSelf(double a, double h, double p) {
    return new RowTerms(a, a, h, p, p);
  }
}
