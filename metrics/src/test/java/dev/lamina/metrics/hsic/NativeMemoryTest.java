package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What is handed out on either side of the size from which memory is mapped.
class NativeMemoryTest {

  @Property(tries = 20)
  void aMatrixHoldsWhatIsWrittenToItsLastEntry(
      @ForAll @IntRange(min = 1, max = 1200) int rows,
      @ForAll @IntRange(min = 1, max = 1200) int columns) {
    try (NativeMemory memory = new NativeMemory()) {
      View matrix = memory.matrix(Precision.FLOAT64, rows, columns);
      double[] last = new double[1];

      matrix.write(rows - 1, columns - 1, 1, new double[] {7});

      matrix.read(rows - 1, columns - 1, 1, last);
      assertThat(last).containsExactly(7);
      assertThat(memory.bytes()).isEqualTo(8L * rows * columns);
    }
  }

  @Property(tries = 4)
  void isHandedOutAgainOnlyOnceItIsUsedNoMore(@ForAll @IntRange(min = 1, max = 1000) int rows) {
    try (NativeMemory memory = new NativeMemory()) {
      long first = memory.matrix(Precision.FLOAT32, rows, 1000).memory().address();
      long beside = memory.matrix(Precision.FLOAT32, rows, 1000).memory().address();
      assertThat(beside).isNotEqualTo(first);

      memory.reuse();

      assertThat(memory.bytes()).isZero();
      assertThat(memory.matrix(Precision.FLOAT32, rows, 1000).memory().address())
          .isIn(first, beside);
    }
  }

  @Property(tries = 4)
  void nothingCanBeReadOnceItIsFreed(@ForAll @IntRange(min = 1, max = 1000) int rows) {
    NativeMemory memory = new NativeMemory();
    View matrix = memory.matrix(Precision.FLOAT32, rows, 1000);
    memory.close();

    assertThatIllegalStateException().isThrownBy(() -> matrix.read(0, 0, 1, new float[1]));
  }
}
