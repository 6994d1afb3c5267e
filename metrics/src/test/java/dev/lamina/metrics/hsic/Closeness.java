package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Terms agree within a share of what they could at most be.
record Closeness(double share) {

  void assertSame(HsicSums found, HsicSums expected) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    double most = expected.left() * expected.right();
    assertClose("T", found.cross(), expected.cross(), most);
    assertClose("S", found.energies(), expected.energies(), most);
    assertClose("A", found.left(), expected.left(), expected.left());
    assertClose("B", found.right(), expected.right(), expected.right());
  }

  void assertSame(RowTerms found, RowTerms expected, HsicSums sums) {
    double most = sums.left() * sums.right();
    assertClose("a", found.a(), expected.a(), sums.left());
    assertClose("b", found.b(), expected.b(), sums.right());
    assertClose("h", found.h(), expected.h(), most);
    assertClose("p", found.p(), expected.p(), most);
    assertClose("q", found.q(), expected.q(), most);
  }

  void assertSame(PairTerms found, PairTerms expected) {
    assertSame(found.xy(), expected.xy());
    assertSame(found.xx(), expected.xx());
    assertSame(found.yy(), expected.yy());
    assertThat(found.sample()).isEqualTo(expected.sample());
    for (int k = 0; k < expected.sampledRows(); k++) {
      assertSame(found.xyRow(k), expected.xyRow(k), expected.xy());
      assertSame(found.xxRow(k), expected.xxRow(k), expected.xx());
      assertSame(found.yyRow(k), expected.yyRow(k), expected.yy());
    }
  }

  private void assertClose(String what, double found, double expected, double scale) {
    assertThat(found).as(what).isCloseTo(expected, within(share * scale));
  }
}
