package dev.lamina.metrics.section;

import java.util.List;

/// The best way to cut the layers into a given number of sections.
///
/// @param boundaries last layer of each section but the last one
/// @param squares what it leaves unexplained
record Cut(List<Integer> boundaries, double squares) {

  Cut {
    boundaries = List.copyOf(boundaries);
  }

  int sections() {
    return boundaries.size() + 1;
  }
}
