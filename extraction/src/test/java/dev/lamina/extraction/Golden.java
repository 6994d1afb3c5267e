package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.verify.ReferenceStates;
import dev.lamina.extraction.verify.RowComparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Reference states of the test resources; made by the scripts in `src/test/python`.
record Golden(ReferenceStates states) {

  /// @param name folder of the test resources
  static Golden named(String name) throws ModelException {
    Path resources = Path.of(System.getProperty("lamina.root"), "extraction/src/test/resources");
    return new Golden(ReferenceStates.read(resources.resolve(name)));
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  List<TextRow> rows() {
    return states.rows();
  }

  List<List<Long>> ids() {
    return states.ids();
  }

  /// Holds every layer of every row to a relative L2 error, and to being nearest to its own
  /// layer.
  void assertEqual(BatchStates found, Pooling pooling, double bound) {
    assertShape(found);
    for (int layer = 0; layer < found.layers(); layer++) {
      for (int row = 0; row < found.rows(); row++) {
        RowComparison comparison = new RowComparison(found, states, pooling, layer, row);
        String where = "%s, layer %d, row %d".formatted(pooling, layer, row);
        assertThat(comparison.relativeError()).as(where).isLessThanOrEqualTo(bound);
        assertThat(comparison.isMisplaced()).as(where).isFalse();
      }
    }
  }

  /// Holds every layer of every row to a cosine.
  void assertParallel(BatchStates found, Pooling pooling, double bound) {
    assertShape(found);
    for (int layer = 0; layer < found.layers(); layer++) {
      for (int row = 0; row < found.rows(); row++) {
        assertThat(new RowComparison(found, states, pooling, layer, row).cosine())
            .as("%s, layer %d, row %d", pooling, layer, row)
            .isGreaterThanOrEqualTo(bound);
      }
    }
  }

  private void assertShape(BatchStates found) {
    assertThat(List.of(found.layers(), found.rows(), found.features()))
        .isEqualTo(List.of(states.layers(), states.texts().size(), states.features()));
  }
}
