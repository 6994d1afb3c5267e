package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.LayerValue;
import dev.lamina.gateway.findings.Findings.ProfileFinding;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Measures of single models over layers, as means over tasks.
final class ProfileFindings {

  private ProfileFindings() {}

  private record Subject(String model, String measure) {}

  /// @param experimental names of the experimental models; those of controls are left out, since
  ///     there may be one per task
  static List<ProfileFinding> of(List<ScoredCell> cells, List<String> experimental) {
    Map<Subject, SortedMap<Integer, List<Double>>> values = new LinkedHashMap<>();
    for (ScoredCell cell : cells) {
      ScoreRow row = cell.row();
      Double value = row.value();
      if (row.control().isEmpty() && value != null && experimental.contains(row.experimental())) {
        values
            .computeIfAbsent(new Subject(row.experimental(), row.measure()), s -> new TreeMap<>())
            .computeIfAbsent(row.layer(), layer -> new ArrayList<>())
            .add(value);
      }
    }
    return values.entrySet().stream().map(e -> profile(e.getKey(), e.getValue())).toList();
  }

  private static ProfileFinding profile(Subject subject, SortedMap<Integer, List<Double>> byLayer) {
    List<LayerValue> layers =
        byLayer.entrySet().stream()
            .map(e -> new LayerValue(e.getKey(), mean(e.getValue())))
            .toList();
    LayerValue peak =
        layers.stream().max(Comparator.comparingDouble(LayerValue::value)).orElseThrow();
    return new ProfileFinding(
        subject.model(), subject.measure(), layers, peak.layer(), peak.value());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }
}
