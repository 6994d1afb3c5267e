package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {

  @Test
  void shapeAndValuesMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.of(2, 3, new float[5]))
        .withMessageContaining("2 rows and 3 columns cannot hold 5 values");
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.of(1, 0, new double[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.of(-1, 2, new double[0]));
    assertThatIllegalArgumentException()
        .as("the product of the sizes overflows to 0")
        .isThrownBy(() -> Matrix.of(1 << 16, 1 << 16, new float[0]));
  }

  @Test
  void stackedRowsAreReadFromTheirParts() {
    Matrix stacked =
        Matrix.stacked(
            List.of(
                Matrix.of(0, 2, new float[0]),
                Matrix.of(2, 2, new float[] {1, 2, 3, 4}),
                Matrix.of(0, 2, new double[0]),
                Matrix.of(1, 2, new double[] {5, 6}),
                Matrix.of(0, 2, new float[0])));

    assertThat(stacked.rows()).isEqualTo(3);
    assertThat(List.of(row(stacked, 0), row(stacked, 1), row(stacked, 2)))
        .containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(5.0, 6.0));
  }

  @Test
  void stackedPartsNeedAsManyColumnsEach() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Matrix.stacked(
                    List.of(Matrix.of(1, 2, new float[2]), Matrix.of(1, 3, new float[3]))))
        .withMessageContaining("the first has 2, part 1 has 3");
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.stacked(List.of()));
  }

  private static List<Double> row(Matrix matrix, int row) {
    double[] values = new double[2];
    matrix.read(row, 0, 2, values);
    return List.of(values[0], values[1]);
  }
}
