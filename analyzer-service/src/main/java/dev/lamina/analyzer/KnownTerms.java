package dev.lamina.analyzer;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.SelfTermsDigest;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.hsic.SelfTerms;
import dev.lamina.tensor.SelfTermStore;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// What arrays bring into every pair, as artefacts that all comparisons and sweeps share. Only of
/// at least as many rows as features: of fewer, a pair needs the array's Gram matrix anyway, and
/// its own terms cost nothing beside it.
final class KnownTerms {

  private final SelfTermStore store;

  KnownTerms(SelfTermStore store) {
    this.store = store;
  }

  Optional<SelfTerms> find(ArrayDigest array, int features, int layer, BitSet rows) {
    return rows.cardinality() < features
        ? Optional.empty()
        : store.read(key(array, layer, rows)).map(SelfTerms::fromDoubles);
  }

  void keep(ArrayDigest array, int features, int layer, BitSet rows, SelfTerms terms) {
    if (rows.cardinality() >= features) {
      store.store(key(array, layer, rows), terms.toDoubles());
    }
  }

  private static SelfTermsDigest key(ArrayDigest array, int layer, BitSet rows) {
    return SelfTermsDigest.of(array, layer, Arrays.toString(rows.toLongArray()), Measures.KERNELS);
  }
}
