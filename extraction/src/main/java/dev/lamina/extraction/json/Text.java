package dev.lamina.extraction.json;

/// Java strings may hold half a surrogate pair, UTF-8 may not.
public final class Text {
  private Text() {}

  public static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(Text::isSurrogate);
  }

  /// The text with U+FFFD in the place of each half pair.
  public static String wellFormed(String text) {
    if (isWellFormed(text)) {
      return text;
    }
    return text.codePoints()
        .map(point -> isSurrogate(point) ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
