package dev.lamina.gateway.findings;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How numbers stand in sentences.
final class Words {

  private Words() {}

  static String show(double value) {
    return String.format(ROOT, "%.3f", value);
  }

  static String signed(double value) {
    return String.format(ROOT, "%+.3f", value);
  }

  static String percent(double share) {
    return share > 0.99 && share < 1 ? "over 99 %" : String.format(ROOT, "%.0f %%", 100 * share);
  }

  static String p(double value) {
    return value < 0.001 ? "p < 0.001" : "p = " + show(value);
  }

  static String count(int number, String thing) {
    return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  /// A value and, where there is one, its interval.
  static String value(double value, Optional<Double> low, Optional<Double> high) {
    return show(value) + (low.isPresent() ? ", " + interval(low, high) : "");
  }

  static String interval(Optional<Double> low, Optional<Double> high) {
    return low.isPresent() && high.isPresent()
        ? "95 %% interval %s to %s".formatted(show(low.get()), show(high.get()))
        : "no interval";
  }

  /// `layer 3`, `layers 3 to 6` or `layers 3, 5 to 8 and 11`.
  static String layers(List<Integer> sorted) {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      while (end + 1 < sorted.size() && sorted.get(end + 1) == sorted.get(end) + 1) {
        end++;
      }
      runs.add(i == end ? "" + sorted.get(i) : sorted.get(i) + " to " + sorted.get(end));
      i = end + 1;
    }
    return (sorted.size() == 1 ? "layer " : "layers ") + list(runs);
  }

  /// `a`, `a and b`, `a, b and c`.
  static String list(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  /// The numbers of a sentence about a pair.
  static Map<String, Object> about(String experimental, String control, String measure) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("experimental", experimental);
    numbers.put("control", control);
    numbers.put("measure", measure);
    return numbers;
  }
}
