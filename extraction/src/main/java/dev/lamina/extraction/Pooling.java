package dev.lamina.extraction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How the states of a row's tokens become one vector. Covers the tokens that are not padding,
/// special tokens included.
public enum Pooling {
  /// The state of the last token that is not padding.
  LAST_TOKEN("last-token"),
  /// The arithmetic mean over all tokens that are not padding.
  MEAN("mean"),
  /// The state of the first token.
  CLS("cls");

  private final String wireName;

  Pooling(String wireName) {
    this.wireName = wireName;
  }

  /// The name that specs use.
  public String wireName() {
    return wireName;
  }

  public static Optional<Pooling> named(String name) {
    return Arrays.stream(values()).filter(p -> p.wireName.equals(name)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Pooling::wireName).toList();
  }

  /// The one token that has all the weight, of a row's `length`; empty when all of them have
  /// some.
  OptionalInt only(int length) {
    return switch (this) {
      case LAST_TOKEN -> OptionalInt.of(length - 1);
      case MEAN -> OptionalInt.empty();
      case CLS -> OptionalInt.of(0);
    };
  }

  /// Writes the weights of one row's tokens: `length` of them from `offset` on; what lies
  /// behind stays zero.
  void weigh(float[] weights, int offset, int length) {
    OptionalInt only = only(length);
    if (only.isPresent()) {
      weights[offset + only.getAsInt()] = 1f;
    } else {
      Arrays.fill(weights, offset, offset + length, 1f / length);
    }
  }
}
