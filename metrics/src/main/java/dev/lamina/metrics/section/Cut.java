package dev.lamina.metrics.section;

import java.util.List;

/// A way to cut the layers into sections.
///
/// @param boundaries last layer of each section but the last one
record Cut(List<Integer> boundaries) {

  Cut {
    boundaries = List.copyOf(boundaries);
  }

  int sections() {
    return boundaries.size() + 1;
  }
}
