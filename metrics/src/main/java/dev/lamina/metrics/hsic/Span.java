package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.List;

/// `count` neighbouring rows or columns, the first of them `from`.
record Span(int from, int count) {

  /// Cuts `length` into as few spans of about the same size as keep each within `most`.
  static List<Span> atMost(int most, int length) {
    return parts(Math.ceilDiv(length, most), length);
  }

  /// Cuts `length` into `parts` of about the same size, none empty.
  static List<Span> parts(int parts, int length) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int from = (int) ((long) i * length / parts);
      int to = (int) ((long) (i + 1) * length / parts);
      spans.add(new Span(from, to - from));
    }
    return spans;
  }

  /// Cuts this span, with positions that go on counting from where this one's do.
  List<Span> within(int most) {
    return atMost(most, count).stream()
        .map(span -> new Span(from + span.from, span.count))
        .toList();
  }

  int end() {
    return from + count;
  }
}
