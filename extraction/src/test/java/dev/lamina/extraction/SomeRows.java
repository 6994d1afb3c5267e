package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rows of the tiny models' words, and whether two runs gave one of them the same states.
final class SomeRows {

  private SomeRows() {}

  /// Rows of 1 to `most` words, all different.
  static List<TextRow> of(int count, int most) {
    Random random = new Random(5);
    List<TextRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      StringBuilder text = new StringBuilder();
      for (int word = random.nextInt(most); word >= 0; word--) {
        text.append("w").append(10 + random.nextInt(38)).append(' ');
      }
      rows.add(new TextRow("row-" + row, text.toString()));
    }
    return rows;
  }

  static void assertSame(BatchStates a, int rowOfA, BatchStates b, int rowOfB) {
    for (int layer = 0; layer < a.layers(); layer++) {
      double norm = 0;
      double difference = 0;
      for (int feature = 0; feature < a.features(); feature++) {
        double value = a.at(layer, rowOfA, feature);
        double off = value - b.at(layer, rowOfB, feature);
        norm += value * value;
        difference += off * off;
      }
      assertThat(Math.sqrt(difference / norm))
          .as("layer %d, rows %d and %d", layer, rowOfA, rowOfB)
          .isCloseTo(0, within(1e-5));
    }
  }
}
