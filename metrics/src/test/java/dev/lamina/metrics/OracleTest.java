package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the measures to the values that independent Python implementations gave for real hidden
/// states and for synthetic arrays, where those reference values are at hand.
class OracleTest {

  private static final Path ORACLE =
      Path.of(System.getProperty("lamina.root", ".."), "..", "shared", "oracle").normalize();

  @ParameterizedTest
  @CsvSource({
    "cka, linear_cka, 1e-6",
    "cka-debiased, linear_cka_debiased, 1e-6",
    "cka-rbf, rbf_cka_offdiag_median, 1e-6",
    "svcca, svcca_99, 1e-5",
    "pwcca, pwcca_sym, 1e-6",
    "procrustes, procrustes_normalized, 1e-6",
    "rsa, rsa_correlation_spearman, 1e-6",
  })
  void measureEqualsEveryIndependentImplementation(String measure, String metric, double tolerance)
      throws IOException {
    JsonNode pairs = references();
    for (String pair : names(pairs)) {
      Score score = Measures.named(measure).orElseThrow().score(side(pair, "x"), side(pair, "y"));
      assertEquals(score, pair, comparable(pairs.get(pair), metric), tolerance);
    }
  }

  /// Where cosines tie, as in the degenerate pair, other implementations differ by the order of
  /// the rows.
  @Test
  void mutualNeighboursAreThoseOfEveryIndependentImplementation() throws IOException {
    JsonNode pairs = references();
    for (String pair : names(pairs)) {
      Score score = MutualKnn.withDefaults().score(side(pair, "x"), side(pair, "y"));
      double tolerance = pair.equals("degenerate") ? 2e-3 : 1e-6;
      assertEquals(score, pair, comparable(pairs.get(pair), "mutual_knn_k10_cosine"), tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "effective-rank, effective_rank_ev",
    "participation-ratio, participation_ratio",
  })
  void descriptorEqualsEveryIndependentImplementation(String descriptor, String metric)
      throws IOException {
    JsonNode pairs = references();
    for (String pair : names(pairs)) {
      for (String which : List.of("x", "y")) {
        Score score = Measures.descriptor(descriptor).orElseThrow().score(common(pair, which));
        List<JsonNode> expected = comparable(pairs.get(pair), metric + "_" + which);
        assertEquals(score, pair, expected, 1e-6 * score.value().orElseThrow());
      }
    }
  }

  private static JsonNode references() throws IOException {
    Path references = ORACLE.resolve("references.json");
    assumeTrue(
        Files.exists(references),
        () ->
            "Skipped: there are no reference values at %s beside this checkout".formatted(ORACLE));
    return new ObjectMapper().readTree(references.toFile()).get("values");
  }

  private static void assertEquals(
      Score score, String pair, List<JsonNode> expected, double tolerance) {
    assertThat(expected).as(pair).isNotEmpty();
    for (JsonNode reference : expected) {
      assertThat(score.value().orElseThrow())
          .as("%s of %s by %s", score.measure(), pair, reference.get("source").asText())
          .isCloseTo(reference.get("value").asDouble(), within(tolerance));
    }
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /// Without the values kept to show a mistake, and the runs that failed.
  private static List<JsonNode> comparable(JsonNode values, String metric) {
    return StreamSupport.stream(values.spliterator(), false)
        .filter(value -> value.get("metric").asText().equals(metric))
        .filter(value -> value.get("value").isNumber())
        .filter(value -> !value.get("convention").asText().startsWith("WRONG"))
        .toList();
  }

  private static Side side(String pair, String which) {
    return Side.of(read(pair, which));
  }

  /// A side on the rows that are finite on both, which is what the references describe.
  private static Side common(String pair, String which) {
    Matrix matrix = read(pair, which);
    int[] rows = side(pair, "x").rowsInCommon(side(pair, "y")).stream().toArray();
    double[] values = new double[rows.length * matrix.columns()];
    double[] row = new double[matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      matrix.read(rows[i], 0, row.length, row);
      System.arraycopy(row, 0, values, i * row.length, row.length);
    }
    return Side.of(Matrix.of(rows.length, row.length, values));
  }

  private static Matrix read(String pair, String which) {
    return Npy.read(ORACLE.resolve("%s_%s.npy".formatted(pair, which)));
  }
}
