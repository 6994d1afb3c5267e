package dev.lamina.metrics.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.PlainJava;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// LAPACK against Java, and both against what a decomposition is.
class DecompositionsTest {

  private static final Decompositions JAVA = Decompositions.with(new PlainJava());
  private static final Decompositions NATIVE = Decompositions.with(OpenBlas.withDefaults());
  private static final double ROUNDING = 1e-10;

  @Property(tries = 50)
  void eigenvectorsAndValuesRestoreASymmetricMatrix(
      @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
    Dense a = symmetric(n, seed);
    for (Decompositions way : List.of(JAVA, NATIVE)) {
      Eigen eigen = way.eigen(a);
      Dense scaled = eigen.vectors().scaledColumns(n, eigen.values());
      assertClose(product(scaled, eigen.vectors().transposed()), a);
      assertDescending(eigen.values());
      assertClose(way.eigenvalues(a), eigen.values());
    }
    assertClose(NATIVE.eigenvalues(a), JAVA.eigenvalues(a));
  }

  @Property(tries = 50)
  void singularVectorsAndValuesRestoreAnyMatrix(
      @ForAll @IntRange(min = 1, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns,
      @ForAll long seed) {
    Dense a = random(rows, columns, seed);
    for (Decompositions way : List.of(JAVA, NATIVE)) {
      Svd svd = way.svd(a);
      int k = Math.min(rows, columns);
      Dense scaled = svd.left().scaledColumns(k, svd.values());
      assertClose(product(scaled, svd.right().transposed()), a);
      assertDescending(svd.values());
      assertClose(way.singularValues(a), svd.values());
    }
    assertClose(NATIVE.singularValues(a), JAVA.singularValues(a));
  }

  @Property(tries = 50)
  void aTurnedMatrixKeepsTheProductsOfItsRows(
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 0, max = 20) int more,
      @ForAll long seed) {
    Dense a = random(rows, rows + more, seed);
    for (Decompositions way : List.of(JAVA, NATIVE)) {
      Dense turned = way.turned(a);
      assertThat(turned.columns()).isEqualTo(rows);
      assertClose(product(turned, turned.transposed()), product(a, a.transposed()));
    }
  }

  @Property(tries = 20)
  void argumentsAreLeftAsTheyAre(@ForAll long seed) {
    Dense a = symmetric(9, seed);
    double[] before = a.values().clone();
    for (Decompositions way : List.of(JAVA, NATIVE)) {
      way.eigen(a);
      way.eigenvalues(a);
      way.svd(a);
      way.singularValues(a);
      way.turned(a);
      assertThat(a.values()).containsExactly(before);
    }
  }

  @Example
  void lapackOnOneThreadRepeatsEveryBit() {
    Dense a = symmetric(150, 1);
    double[] vectors = NATIVE.eigen(a).vectors().values();
    double[] values = NATIVE.singularValues(a);
    for (int i = 1; i < 8; i++) {
      double[] elsewhere = new double[i * 37]; // moves what is allocated next
      assertThat(elsewhere).hasSize(i * 37);
      assertThat(NATIVE.eigen(a).vectors().values()).isEqualTo(vectors);
      assertThat(NATIVE.singularValues(a)).isEqualTo(values);
    }
  }

  @Example
  void lapackOnTwoThreadsAgreesWithOne() {
    Dense a = symmetric(200, 2);

    assertClose(
        Decompositions.with(OpenBlas.withDefaults().withThreads(2)).eigenvalues(a),
        NATIVE.eigenvalues(a));
  }

  @Example
  void shapeAndValuesMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(2, 3, new double[5]))
        .withMessageContaining("2 x 3 cannot hold 5 values");
  }

  private static Dense random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    return new Dense(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  private static Dense symmetric(int n, long seed) {
    Dense a = random(n, n + 2, seed);
    return product(a, a.transposed());
  }

  private static Dense product(Dense a, Dense b) {
    double[] values = new double[a.rows() * b.columns()];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        for (int k = 0; k < b.rows(); k++) {
          values[i * b.columns() + j] += a.get(i, k) * b.get(k, j);
        }
      }
    }
    return new Dense(a.rows(), b.columns(), values);
  }

  private static void assertDescending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(sorted[values.length - 1 - i]);
    }
  }

  private static void assertClose(Dense found, Dense expected) {
    assertClose(found.values(), expected.values());
  }

  private static void assertClose(double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(ROUNDING));
    }
  }
}
