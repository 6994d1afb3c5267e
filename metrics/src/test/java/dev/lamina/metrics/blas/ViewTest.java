package dev.lamina.metrics.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/// Products of rectangles of larger matrices, read either way, in either precision.
class ViewTest {

  private static final int MARGIN = 3;

  private static final OpenBlas OPEN_BLAS = OpenBlas.withDefaults();
  private static final OnnxRuntime ONNX_RUNTIME = OnnxRuntime.onProcessors(OPEN_BLAS);

  @Provide
  Arbitrary<Float> betas() {
    return Arbitraries.of(0f, 1f, -0.5f);
  }

  @Provide
  Arbitrary<Kernel> kernels() {
    return Arbitraries.of(OPEN_BLAS, ONNX_RUNTIME);
  }

  @AfterContainer
  static void close() {
    ONNX_RUNTIME.close();
  }

  @Property(tries = 100)
  void everyKernelMultipliesViewsAsPlainLoopsDo(
      @ForAll @IntRange(min = 1, max = 30) int m,
      @ForAll @IntRange(min = 1, max = 30) int p,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll boolean leftTurned,
      @ForAll boolean rightTurned,
      @ForAll Precision precision,
      @ForAll("betas") float beta,
      @ForAll("kernels") Kernel kernel) {
    try (Arena arena = Arena.ofConfined()) {
      View a = random(arena, precision, m, k, leftTurned);
      View b = random(arena, precision, k, p, rightTurned);
      View plain = random(arena, precision, m, p, false);
      View found = random(arena, precision, m, p, false);

      new PlainJava().multiply(a, b, beta, plain);
      kernel.multiply(a, b, beta, found);

      for (int i = 0; i < m; i++) {
        assertClose(row(found, i), row(plain, i), 0, precision);
      }
    }
  }

  @Property(tries = 100)
  void everyKernelSquaresViewsAsPlainLoopsDo(
      @ForAll @IntRange(min = 1, max = 30) int m,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll boolean turned,
      @ForAll Precision precision,
      @ForAll("betas") float beta,
      @ForAll("kernels") Kernel kernel) {
    try (Arena arena = Arena.ofConfined()) {
      View a = random(arena, precision, m, k, turned);
      View plain = random(arena, precision, m, m, false);
      View found = random(arena, precision, m, m, false);

      new PlainJava().square(a, beta, plain);
      kernel.square(a, beta, found);

      for (int i = 0; i < m; i++) {
        assertClose(row(found, i), row(plain, i), i, precision);
      }
    }
  }

  private static void assertClose(double[] found, double[] plain, int from, Precision precision) {
    double rounding = precision == Precision.FLOAT32 ? 1e-5 : 1e-13;
    for (int j = from; j < plain.length; j++) {
      assertThat(found[j]).isCloseTo(plain[j], within(rounding * 30));
    }
  }

  /// A rectangle in the middle of a larger matrix.
  private static View random(
      Arena arena, Precision precision, int rows, int columns, boolean turned) {
    int lines = turned ? columns : rows;
    int length = turned ? rows : columns;
    int stride = length + 2 * MARGIN;
    View all =
        View.of(
            arena.allocate((long) (lines + 2 * MARGIN) * stride * precision.bytes(), 64),
            precision,
            lines + 2 * MARGIN,
            stride);
    Random random = new Random(31L * rows + columns);
    for (int i = 0; i < all.rows(); i++) {
      double[] values = random.doubles(stride, -1, 1).toArray();
      switch (precision) {
        case FLOAT32 -> all.write(i, 0, stride, floats(values));
        case FLOAT64 -> all.write(i, 0, stride, values);
      }
    }
    View middle = all.rows(MARGIN, lines).columns(MARGIN, length);
    return turned ? middle.transpose() : middle;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] row(View view, int row) {
    double[] values = new double[view.columns()];
    switch (view.precision()) {
      case FLOAT32 -> {
        float[] floats = new float[values.length];
        view.read(row, 0, floats.length, floats);
        for (int i = 0; i < floats.length; i++) {
          values[i] = floats[i];
        }
      }
      case FLOAT64 -> view.read(row, 0, values.length, values);
    }
    return values;
  }
}
