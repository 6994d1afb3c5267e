package dev.lamina.system.chaos;

import java.util.Locale;

/// A kind of process that faults strike.
enum Victim {
  GATEWAY,
  EXTRACTOR,
  ANALYZER,
  KAFKA,
  S3;

  /// Whether it takes units of work, of which a kill may cost one.
  boolean worker() {
    return this == EXTRACTOR || this == ANALYZER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
