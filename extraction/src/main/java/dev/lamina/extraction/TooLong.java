package dev.lamina.extraction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What becomes of a row with more tokens than allowed.
public enum TooLong {
  /// It is cut on the right; its special tokens stay.
  TRUNCATE("truncate"),
  /// It is left out and named among the unusable rows.
  REFUSE("refuse");

  private final String wireName;

  TooLong(String wireName) {
    this.wireName = wireName;
  }

  /// The name that specs use.
  public String wireName() {
    return wireName;
  }

  public static Optional<TooLong> named(String name) {
    return Arrays.stream(values()).filter(t -> t.wireName.equals(name)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(TooLong::wireName).toList();
  }
}
