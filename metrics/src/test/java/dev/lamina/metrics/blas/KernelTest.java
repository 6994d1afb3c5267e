package dev.lamina.metrics.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// OpenBLAS against plain loops.
class KernelTest {

  private static final Kernel PLAIN = new PlainJava();
  private static final Kernel NATIVE = OpenBlas.withDefaults();

  @Property(tries = 100)
  void openBlasEqualsPlainLoops(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = 1, max = 40) int p,
      @ForAll long seed) {
    DoubleBuffer a = random(rows * m, seed);
    DoubleBuffer b = random(rows * p, seed + 1);

    assertAgree(m * p, seed, (kernel, c) -> kernel.addCross(rows, m, p, a, b, c));
    assertAgree(m * m, seed, (kernel, c) -> kernel.addSquare(rows, m, a, c));
  }

  @Example
  void openBlasOnOneThreadRepeatsEveryBit() {
    DoubleBuffer a = random(700 * 130, 1);
    DoubleBuffer b = random(700 * 90, 2);
    DoubleBuffer first = zeros(130 * 90);
    NATIVE.addCross(700, 130, 90, a, b, first);

    for (int i = 0; i < 5; i++) {
      DoubleBuffer again = zeros(130 * 90);
      NATIVE.addCross(700, 130, 90, a, b, again);
      assertThat(again).isEqualTo(first);
    }
  }

  @Example
  void openBlasOnTwoThreadsAgreesWithOne() {
    DoubleBuffer a = random(900 * 200, 3);
    DoubleBuffer one = zeros(200 * 200);
    DoubleBuffer two = zeros(200 * 200);

    NATIVE.addSquare(900, 200, a, one);
    OpenBlas.withDefaults().withThreads(2).addSquare(900, 200, a, two);

    assertClose(two, one);
  }

  @Example
  void threadsAreCountedFromOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OpenBlas(0))
        .withMessageContaining("at least 1 thread, found 0");
  }

  private interface Product {
    void addTo(Kernel kernel, DoubleBuffer sum);
  }

  /// Both start from the same values, since products are added to what is there.
  private static void assertAgree(int size, long seed, Product product) {
    DoubleBuffer plain = random(size, seed + 2);
    DoubleBuffer nativeSum = random(size, seed + 2);
    product.addTo(PLAIN, plain);
    product.addTo(NATIVE, nativeSum);
    assertClose(nativeSum, plain);
  }

  private static void assertClose(DoubleBuffer found, DoubleBuffer expected) {
    for (int i = 0; i < expected.capacity(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-11));
    }
  }

  private static DoubleBuffer random(int size, long seed) {
    Random random = new Random(seed);
    DoubleBuffer values = zeros(size);
    for (int i = 0; i < size; i++) {
      values.put(i, random.nextGaussian());
    }
    return values;
  }

  private static DoubleBuffer zeros(int size) {
    return ByteBuffer.allocateDirect(size * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }
}
