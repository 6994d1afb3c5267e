package dev.lamina.metrics.hsic;

import java.util.Arrays;
import java.util.List;

/// The terms of a pair from its recentred product and the moments of its sides.
///
/// With `αᵢ = ‖zᵢ‖²` and `βᵢ = ‖wᵢ‖²` about the provisional centres, `aᵢ = αᵢ − 2 zᵢ·δx + ‖δx‖²`
/// and `bᵢ` likewise, all else follows from sums that one pass has gathered:
///
/// ```
/// A = Σα − n‖δx‖²
/// S = Σαβ − 2 δy·Σαw − 2 δx·Σβz + ‖δy‖² Σα + ‖δx‖² Σβ + 4 δxᵀMδy − 3n ‖δx‖²‖δy‖²
/// u = Σ bᵢxᵢ = Σβz − 2 Mδy + n‖δy‖² δx − B δx        pᵢ = xᵢ·u
/// ```
final class StreamedTerms {

  private static final int CHUNK = 64;

  private final StagedSide x;
  private final StagedSide y;
  private final double[] shares;
  private final double[] u;
  private final double[] v;
  private final HsicSums sums;
  private final RowTerms[] rows;

  StreamedTerms(StreamedPair pair, List<Patch> patches) {
    this.x = pair.x();
    this.y = pair.y();
    this.shares = new double[x.kept().sample().size()];
    this.rows = new RowTerms[shares.length];
    double[] alongY = new double[x.columns()];
    double[] alongX = pair.symmetric() ? alongY : new double[y.columns()];
    double cross = 0;
    for (Patch patch : patches) {
      cross += patch.squares();
      patch.addShares(shares);
      patch.addAlong(alongY);
      if (!patch.diagonal()) {
        patch.addAcross(alongX);
      }
    }
    double a = centredEnergy(x);
    double b = centredEnergy(y);
    this.sums = new HsicSums(x.rows(), cross, energies(pair, alongY), a, b);
    this.u = pull(x, y, alongY, b);
    this.v = pair.symmetric() ? u : pull(y, x, alongX, a);
  }

  private static double centredEnergy(StagedSide side) {
    return side.energy() - side.rows() * square(side.shift());
  }

  private double energies(StreamedPair pair, double[] alongY) {
    double dx = square(x.shift());
    double dy = square(y.shift());
    return pair.energies()
        - 2 * Vectors.dot(y.shift(), y.moments().weightedBy(x))
        - 2 * Vectors.dot(x.shift(), x.moments().weightedBy(y))
        + dy * x.energy()
        + dx * y.energy()
        + 4 * Vectors.dot(x.shift(), alongY)
        - 3 * x.rows() * dx * dy;
  }

  /// `Σ bᵢxᵢ`.
  private static double[] pull(StagedSide side, StagedSide by, double[] along, double energy) {
    double[] sum = side.moments().weightedBy(by).clone();
    double[] shift = side.shift();
    double factor = side.rows() * square(by.shift()) - energy;
    for (int c = 0; c < sum.length; c++) {
      sum[c] += factor * shift[c] - 2 * along[c];
    }
    return sum;
  }

  private static double square(double[] vector) {
    return Vectors.dot(vector, vector);
  }

  HsicSums sums() {
    return sums;
  }

  /// Computes the terms of the kept rows; to be followed by [#rows].
  List<Workers.Task> tasks() {
    return Span.atMost(CHUNK, rows.length).stream()
        .<Workers.Task>map(chunk -> scratch -> compute(chunk, scratch))
        .toList();
  }

  private void compute(Span chunk, Scratch scratch) {
    for (int k = chunk.from(); k < chunk.end(); k++) {
      Lines lines = scratch.lines(Math.max(u.length, v.length));
      double[] row = lines.read(x.kept().view(), k, 0, u.length);
      double a = Vectors.dot(row, 0, row, 0, u.length);
      double p = Vectors.dot(row, 0, u, 0, u.length);
      lines.read(y.kept().view(), k, 0, v.length);
      double b = Vectors.dot(row, 0, row, 0, v.length);
      double q = Vectors.dot(row, 0, v, 0, v.length);
      rows[k] = new RowTerms(a, b, shares[k], p, q);
    }
  }

  List<RowTerms> rows() {
    return Arrays.asList(rows);
  }
}
