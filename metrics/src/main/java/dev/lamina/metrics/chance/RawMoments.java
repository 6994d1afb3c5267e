package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.RowTerms;
import dev.lamina.metrics.hsic.SelfTerms;

/// Sums over the Gram matrix `K = XXᵀ` of a centred side. Where only a sample of the rows has
/// terms, their sums are scaled up.
///
/// @param rows `n`
/// @param trace `Σ aᵢ`, with `aᵢ = Kᵢᵢ`
/// @param squares `Σ aᵢ²`
/// @param norm `Σ Kᵢⱼ²`
/// @param cubes `Σ aᵢ³`
/// @param pulls `Σ aᵢ Kᵢⱼ²`
/// @param bridges `Σ aᵢ Kᵢⱼ aⱼ`
/// @param entries `Σ Kᵢⱼ³`
/// @param triangles `Σ Kᵢⱼ Kⱼₖ Kₖᵢ = tr K³`
record RawMoments(
    int rows,
    double trace,
    double squares,
    double norm,
    double cubes,
    double pulls,
    double bridges,
    double entries,
    double triangles) {

  static RawMoments of(SelfTerms side) {
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
    return new RawMoments(
        side.rows(),
        side.sums().left(),
        side.sums().energies(),
        side.sums().cross(),
        cubes,
        pulls,
        bridges,
        side.distinct().cubes() + cubes,
        side.distinct().triangles() + 3 * (pulls - cubes) + cubes);
  }
}
