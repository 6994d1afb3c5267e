package dev.lamina.gateway.sweep;

import java.util.List;
import java.util.Optional;

/// What one sweep has for one pool, in the order in which to extract it.
final class Turn {

  private final String sweep;
  private final List<ArrayProgress> arrays;
  private int from;

  Turn(String sweep, List<ArrayProgress> arrays) {
    this.sweep = sweep;
    this.arrays = List.copyOf(arrays);
  }

  String sweep() {
    return sweep;
  }

  List<ArrayProgress> arrays() {
    return arrays;
  }

  /// The first array with a batch to release.
  Optional<ArrayProgress> next() {
    while (from < arrays.size() && arrays.get(from).next() < 0) {
      from++;
    }
    return from < arrays.size() ? Optional.of(arrays.get(from)) : Optional.empty();
  }

  /// Something that was out may be released again.
  void rewind() {
    from = 0;
  }
}
