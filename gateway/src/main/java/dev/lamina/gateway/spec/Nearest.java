package dev.lamina.gateway.spec;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name that was probably meant.
final class Nearest {

  private Nearest() {}

  /// ` Did you mean "layers"?`, or nothing when no known name is near.
  static String hint(String name, Collection<String> known) {
    return to(name, known).map(n -> " Did you mean \"" + n + "\"?").orElse("");
  }

  static Optional<String> to(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int farthest = Math.max(1, name.length() / 3);
    return known.stream()
        .min(comparingInt(n -> distance(wanted, n.toLowerCase(Locale.ROOT))))
        .filter(n -> distance(wanted, n.toLowerCase(Locale.ROOT)) <= farthest);
  }

  /// Levenshtein's distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
