package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.RowTerms;
import dev.lamina.metrics.hsic.SelfTerms;

/// Sums over the Gram matrix of a centred side, divided by its trace: `K = XXᵀ / tr XXᵀ`. Where
/// only a sample of the rows has terms, their sums are scaled up.
///
/// @param rows `n`
/// @param squares `Σ aᵢ²`, with `aᵢ = Kᵢᵢ`
/// @param norm `Σ Kᵢⱼ²`
/// @param cubes `Σ aᵢ³`
/// @param pulls `Σ aᵢ Kᵢⱼ²`
/// @param bridges `Σ aᵢ Kᵢⱼ aⱼ`
/// @param entries `Σ Kᵢⱼ³`
/// @param triangles `Σ Kᵢⱼ Kⱼₖ Kₖᵢ = tr K³`
record RawMoments(
    int rows,
    double squares,
    double norm,
    double cubes,
    double pulls,
    double bridges,
    double entries,
    double triangles) {

  static RawMoments of(SelfTerms side) {
    double unit = side.sums().left();
    double cubes = 0;
    double pulls = 0;
    double bridges = 0;
    for (RowTerms row : side.sampled()) {
      double a = row.a() / unit;
      cubes += a * a * a;
      pulls += a * (row.h() / unit / unit);
      bridges += a * (row.p() / unit / unit);
    }
    double scale = (double) side.rows() / side.sampledRows();
    cubes *= scale;
    pulls *= scale;
    bridges *= scale;
    return new RawMoments(
        side.rows(),
        side.sums().energies() / unit / unit,
        side.sums().cross() / unit / unit,
        cubes,
        pulls,
        bridges,
        side.distinct().cubes() / unit / unit / unit + cubes,
        side.distinct().triangles() / unit / unit / unit + 3 * (pulls - cubes) + cubes);
  }
}
