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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the measures to the values that independent Python implementations gave for real hidden
/// states and for synthetic arrays, where those reference values are at hand.
class OracleTest {

  private static final Path ORACLE =
      Path.of(System.getProperty("lamina.root", ".."), "..", "shared", "oracle").normalize();

  @ParameterizedTest
  @CsvSource({
    "cka, linear_cka",
    "cka-debiased, linear_cka_debiased",
  })
  void measureEqualsEveryIndependentImplementation(String measure, String metric)
      throws IOException {
    Path references = ORACLE.resolve("references.json");
    assumeTrue(
        Files.exists(references),
        () ->
            "Skipped: there are no reference values at %s beside this checkout".formatted(ORACLE));
    JsonNode pairs = new ObjectMapper().readTree(references.toFile()).get("values");
    for (String pair : names(pairs)) {
      Score score = Measures.named(measure).orElseThrow().score(side(pair, "x"), side(pair, "y"));
      List<JsonNode> expected = comparable(pairs.get(pair), metric);
      assertThat(expected).as(pair).hasSizeGreaterThan(2);
      for (JsonNode reference : expected) {
        assertThat(score.value().orElseThrow())
            .as("%s of %s by %s", measure, pair, reference.get("source").asText())
            .isCloseTo(reference.get("value").asDouble(), within(1e-6));
      }
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
    return Side.of(Npy.read(ORACLE.resolve("%s_%s.npy".formatted(pair, which))));
  }
}
