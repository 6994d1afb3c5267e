package dev.lamina.metrics;

import java.util.Set;

/// What a measure declares of itself; each declaration is held by a property test.
///
/// @param symmetric whether exchanging the sides changes nothing
/// @param higherIsMoreAlike whether equal sides score highest; if not, it is a distance
/// @param invariantTo changes that leave it as it is
public record Traits(boolean symmetric, boolean higherIsMoreAlike, Set<Invariance> invariantTo) {

  public Traits {
    invariantTo = Set.copyOf(invariantTo);
  }
}
