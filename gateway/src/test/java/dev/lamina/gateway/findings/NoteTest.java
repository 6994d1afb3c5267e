package dev.lamina.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoteTest {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  static Stream<Findings> sweeps() {
    return Stream.of(List.of("base"), List.of("base", "sft"))
        .flatMap(models -> Stream.of(1, 2, 8).map(tasks -> new PlantedSweep(tasks, models)))
        .map(
            sweep ->
                FindingsBuilder.build(
                    sweep.plan(),
                    sweep.cells(
                        p ->
                            (p.layer() <= 6 ? 0.8 : 0.4)
                                + (p.experimental().equals("sft") ? 0.02 * p.task() : 0))));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void everySentenceIsMadeOfTheNumbersBesideIt(Findings findings) throws Exception {
    assertThat(findings.statements()).isNotEmpty();
    for (Findings.Statement statement : findings.statements()) {
      List<String> known = numbers(JSON.writeValueAsString(statement.numbers()));
      Pattern.compile("\\d+\\.\\d{3}")
          .matcher(statement.text())
          .results()
          .forEach(shown -> assertThat(known).as(statement.text()).contains(shown.group()));
    }
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void aNoteIsShortAndWellFormed(Findings findings) {
    assertThat(findings.statements()).hasSizeLessThanOrEqualTo(12);
    assertThat(findings.statements())
        .allSatisfy(
            statement ->
                assertThat(statement.text())
                    .endsWith(".")
                    .doesNotContain("..", "  ", " ,", "null", "NaN", "Optional")
                    .doesNotContainPattern("\\b1 (tasks|rows|scores|clusters|layers)\\b"));
  }

  /// All numbers of a text, rounded as sentences show them, without signs.
  private static List<String> numbers(String text) {
    return Pattern.compile("\\d+\\.\\d+(E-?\\d+)?")
        .matcher(text)
        .results()
        .map(m -> String.format(Locale.ROOT, "%.3f", Double.parseDouble(m.group())))
        .toList();
  }
}
