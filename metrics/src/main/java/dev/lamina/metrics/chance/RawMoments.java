package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.RowTerms;
import dev.lamina.metrics.hsic.SelfTerms;

/// Sums over the Gram matrix `K = XXᵀ` of a centred side.
///
/// Most follow from the terms of its rows; where only a sample of the rows has terms, their sums
/// are scaled up. The last two need the matrix itself. It is formed for at most [#BLOCK] evenly
/// spread rows, and the sums over distinct rows are scaled by the number of their tuples: unbiased
/// (U-statistics: Hoeffding 1948), and exact where the block holds all rows.
///
/// @param rows `n`
/// @param trace `Σ aᵢ`, with `aᵢ = Kᵢᵢ`
/// @param squares `Σ aᵢ²`
/// @param norm `Σ Kᵢⱼ²`
/// @param cubes `Σ aᵢ³`
/// @param pulls `Σ aᵢ Kᵢⱼ²`
/// @param bridges `Σ aᵢ Kᵢⱼ aⱼ`
/// @param entries `Σ Kᵢⱼ³`
/// @param triangles `Σ Kᵢⱼ Kⱼₖ Kₖᵢ`
public record RawMoments(
    int rows,
    double trace,
    double squares,
    double norm,
    double cubes,
    double pulls,
    double bridges,
    double entries,
    double triangles) {

  /// Most rows of the block: the skewness it gives is good to a few per cent, and it costs less
  /// than a hundredth of the side's products.
  public static final int BLOCK = 256;

  /// @param side the side's sums, and terms of all its rows or of an even sample
  /// @param block its Gram matrix on some evenly spread rows, row by row, `m × m`
  public static RawMoments of(SelfTerms side, double[] block) {
    double cubes = 0;
    double pulls = 0;
    double bridges = 0;
    for (RowTerms row : side.sampled()) {
      cubes += row.a() * row.a() * row.a();
      pulls += row.a() * row.h();
      bridges += row.a() * row.p();
    }
    double scale = (double) side.rows() / side.sampledRows();
    cubes *= scale;
    pulls *= scale;
    bridges *= scale;
    GramBlock distinct = GramBlock.of(side.rows(), block);
    return new RawMoments(
        side.rows(),
        side.sums().left(),
        side.sums().energies(),
        side.sums().cross(),
        cubes,
        pulls,
        bridges,
        distinct.cubes() + cubes,
        distinct.triangles() + 3 * (pulls - cubes) + cubes);
  }
}
