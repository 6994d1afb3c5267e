package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whoever is woken by an alert, or looks at a curve, finds on the page what it is made of.
class MetricsPageTest {

  /// Every series of ours is asked for by its labels.
  private static final Pattern SERIES = Pattern.compile("\\b([a-z][a-z0-9_]*)\\{");

  @Test
  void everySeriesOfAnAlertIsOnThePage() throws IOException {
    String rules =
        Files.readString(
            Project.HOME.resolve("helm/lamina/templates/monitoring/prometheusrule.yaml"));

    Set<String> named = series(rules);

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(MetricsPage.read().series()).containsAll(named);
  }

  @Test
  void everySeriesOfTheDashboardIsOnThePage() throws IOException {
    JsonNode board =
        new JsonMapper()
            .readTree(Project.HOME.resolve("helm/lamina/dashboards/lamina.json").toFile());
    List<String> queries = new ArrayList<>();
    board.findValues("expr").forEach(query -> queries.add(query.asText()));

    Set<String> named = series(String.join("\n", queries));

    assertThat(queries).hasSizeGreaterThan(15);
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(MetricsPage.read().series()).containsAll(named);
  }

  @Test
  void everySeriesOfAnAnswerIsOnThePage() throws IOException {
    String page = Files.readString(Project.HOME.resolve("docs/operations/metrics.md"));
    Matcher name = Pattern.compile("\\blamina_[a-z0-9_]+").matcher(page);
    Set<String> named = new TreeSet<>();
    while (name.find()) {
      named.add(name.group());
    }
    named.remove("lamina_dev_pool");

    MetricsPage read = MetricsPage.read();
    named.removeAll(read.own().keySet());
    assertThat(read.series()).containsAll(named);
  }

  private static Set<String> series(String queries) {
    Set<String> named = new TreeSet<>();
    Matcher series = SERIES.matcher(queries);
    while (series.find()) {
      named.add(series.group(1));
    }
    return named;
  }
}
