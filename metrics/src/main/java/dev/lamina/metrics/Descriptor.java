package dev.lamina.metrics;

import java.util.Set;

/// A number that describes one side alone. Immutable; any thread may use it.
public interface Descriptor {

  /// The name by which specs, files and the API know it.
  String name();

  /// Changes to the side that leave it as it is; each declaration is held by a property test.
  Set<Invariance> invariantTo();

  /// Describes the side on its finite rows: `n` counts them, `dropped` the others. Undefined,
  /// with the reason, rather than NaN.
  Score score(Side side);
}
