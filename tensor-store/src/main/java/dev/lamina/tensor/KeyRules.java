package dev.lamina.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Which keys there can be. The rules keep a key inside a folder, and a file name within what
/// file systems take; they hold for every store, so that a store can be exchanged for another.
final class KeyRules {

  private static final int MOST_BYTES = 900;
  private static final int MOST_BYTES_OF_A_SEGMENT = 200;

  private KeyRules() {}

  static String requireKey(String key) {
    if (key.getBytes(UTF_8).length > MOST_BYTES) {
      throw refused(key, "is longer than " + MOST_BYTES + " bytes");
    }
    for (String segment : key.split("/", -1)) {
      requireSegment(key, segment);
    }
    return key;
  }

  static String requirePrefix(String prefix) {
    if (!prefix.isEmpty()) {
      if (!prefix.endsWith("/")) {
        throw refused(prefix, "is a prefix, and prefixes end with a slash");
      }
      requireKey(prefix.substring(0, prefix.length() - 1));
    }
    return prefix;
  }

  private static void requireSegment(String key, String segment) {
    if (segment.isEmpty()) {
      throw refused(key, "has an empty segment");
    }
    if (segment.startsWith(".")) {
      throw refused(key, "has a segment that begins with a dot");
    }
    if (segment.getBytes(UTF_8).length > MOST_BYTES_OF_A_SEGMENT) {
      throw refused(key, "has a segment longer than " + MOST_BYTES_OF_A_SEGMENT + " bytes");
    }
    if (segment.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      throw refused(key, "has a backslash or a control character");
    }
    if (!UTF_8.newEncoder().canEncode(segment)) {
      throw refused(key, "has half a surrogate pair");
    }
  }

  private static IllegalArgumentException refused(String key, String why) {
    return new IllegalArgumentException("the key \"" + key + "\" " + why);
  }
}
