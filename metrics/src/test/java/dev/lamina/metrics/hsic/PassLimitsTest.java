package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PassLimitsTest {

  private static final int BLOCK = Tile.MOST_TERMS;

  @Test
  void memoryDoesNotGrowWithTheRows() {
    assertThat(bytes(20 * BLOCK)).isEqualTo(bytes(2 * BLOCK)).isLessThan(8_000_000);
  }

  private static long bytes(int rows) {
    try (LinearPass pass = pass(rows, Precision.FLOAT32, 30, 30)) {
      float[] block = Rows.random(1000, 30, 1).floats(0, 1000);
      for (int from = 0; from < rows; from += 1000) {
        int count = Math.min(1000, rows - from);
        pass.add(List.of(RowBlock.of(block), RowBlock.of(block)), count);
      }
      pass.finish();
      return pass.bytes();
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 0", "9, 20, 1", "5000, 4, 1", "9000, 4, 0"})
  void rowsThatAreNotFiniteAreNamed(int rows, int columns, int side) {
    Rows x = Rows.random(rows, columns, 1);
    Rows y = Rows.random(rows, columns, 2);
    Rows broken = side == 0 ? x : y;
    broken.values()[(rows - 2) * columns + 1] = Double.NaN;
    broken.values()[(rows - 1) * columns] = Double.NEGATIVE_INFINITY;

    assertThatExceptionOfType(NonFiniteRowException.class)
        .isThrownBy(() -> Passes.plain().in(Precision.FLOAT32).terms(x, y))
        .satisfies(e -> assertThat(e.side()).isEqualTo(side))
        .satisfies(e -> assertThat(e.row()).isEqualTo(rows - 2))
        .withMessageContaining("Row %d of side %d", rows - 2, side);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesBeyondThePrecisionAreNoError(Precision precision) {
    Rows x = Rows.random(50, 4, 3);
    x.values()[0] = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    x.values()[4] = -x.values()[0];

    PairTerms terms = Passes.plain().in(precision).terms(x, Rows.random(50, 3, 4));

    assertThat(terms.x().constant()).isFalse();
    assertThat(terms.y().sums().cross()).isFinite();
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 3", "9, 3", "9, 30", "5000, 2"})
  void rowsThatAreEqualUpToRoundingAreConstant(int rows, int columns) {
    Rows x = new Rows(rows, columns, new double[rows * columns]);
    Arrays.fill(x.values(), 1234.5);
    if (rows > 1) {
      x.values()[columns] = Math.nextUp(1234.5);
    }
    Rows y = Rows.random(rows, 2, 5);

    assertThat(Passes.plain().terms(x, y).x().constant()).isTrue();
    assertThat(Passes.plain().terms(y, x).y().constant()).isTrue();
    assertThat(Passes.plain().terms(x, y).y().constant()).isEqualTo(rows < 2);
  }

  @Test
  void aSideThatVariesInItsLastRowOnlyIsNotConstant() {
    Rows x = new Rows(2 * BLOCK, 2, new double[4 * BLOCK]);
    x.values()[4 * BLOCK - 1] = 1e-3;

    PairTerms terms = Passes.plain().terms(x, Rows.random(2 * BLOCK, 2, 6));

    assertThat(terms.x().constant()).isFalse();
    assertThat(terms.xx().cross()).isPositive();
  }

  @Test
  void floatBuffersServeAsArraysDo() {
    Rows x = Rows.random(30, 4, 7);
    float[] values = x.floats(0, 30);
    ByteBuffer bytes = ByteBuffer.allocateDirect(30 * 4 * 4 + 4).order(ByteOrder.nativeOrder());
    bytes.position(4).slice().order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);

    assertThat(alone(RowBlock.of(bytes.asFloatBuffer()))).isEqualTo(alone(RowBlock.of(values)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowBlock.of(ByteBuffer.allocate(8).asFloatBuffer()))
        .withMessageContaining("byte order");
  }

  private static SelfTerms alone(RowBlock block) {
    try (LinearPass pass = pass(30, Precision.FLOAT64, 4)) {
      pass.add(List.of(block), 30);
      pass.finish();
      return pass.self(0);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RowBlock three = RowBlock.of(new float[12]);
    try (LinearPass pass = pass(5, Precision.FLOAT32, 4, 4)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.add(List.of(three), 3))
          .withMessageContaining("2 sides takes as many blocks, found 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.add(List.of(three, three), 4))
          .withMessageContaining("4 rows of side 0 are 16 numbers, found 12");
      pass.add(List.of(three, three), 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.add(List.of(three, three), 3))
          .withMessageContaining("over 5 rows, 3 of which were added, cannot take 3 more");
      assertThatIllegalStateException()
          .isThrownBy(pass::finish)
          .withMessageContaining("Only 3 of 5 rows were added");
      assertThatIllegalStateException().isThrownBy(() -> pass.self(0));
    }
  }

  @Test
  void knownTermsOfOtherRowsAreRefused() {
    SelfTerms known = alone(RowBlock.of(new float[120]));
    List<LinearPass.Input> sides = List.of(new LinearPass.Input(4, Optional.of(known)));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LinearPass(31, sides, List.of(), OpenBlas.withDefaults(), Precision.FLOAT64))
        .withMessageContaining("on 30 rows, those of the pass on 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SelfTerms.fromDoubles(new double[] {1, 2, 3}))
        .withMessageContaining("3 numbers");
  }

  private static LinearPass pass(int rows, Precision precision, int... columns) {
    List<LinearPass.Input> sides = Arrays.stream(columns).mapToObj(LinearPass.Input::of).toList();
    List<LinearPass.Sides> pairs =
        columns.length > 1 ? List.of(new LinearPass.Sides(0, 1)) : List.of();
    return new LinearPass(rows, sides, pairs, OpenBlas.withDefaults(), precision);
  }
}
