package dev.lamina.system;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `docs/operations/metrics.md` says there is.
///
/// @param kinds by name, in the order of names
record MetricsPage(Map<String, String> kinds) {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_]+)` \\| (summary|counter|gauge) \\|", Pattern.MULTILINE);

  static MetricsPage read() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Project.HOME.resolve("docs/operations/metrics.md")));
    while (row.find()) {
      if (kinds.put(row.group(1), row.group(2)) != null) {
        throw new IllegalStateException(row.group(1) + " is described twice");
      }
    }
    return new MetricsPage(kinds);
  }

  /// Lamina's own, as `# TYPE` names them.
  Map<String, String> own() {
    return kinds.entrySet().stream()
        .filter(metric -> metric.getKey().startsWith("lamina_"))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /// All series that queries may name.
  Set<String> series() {
    return kinds.entrySet().stream()
        .flatMap(
            metric ->
                metric.getValue().equals("summary")
                    ? Stream.of("_count", "_sum", "_max").map(metric.getKey()::concat)
                    : Stream.of(metric.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
