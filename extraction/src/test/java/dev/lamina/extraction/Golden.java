package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Pooled hidden states that Hugging Face transformers computed, one row at a time; made by the
/// scripts in `src/test/python`.
///
/// @param states pooling x layer x row x feature
record Golden(List<String> texts, List<List<Long>> ids, List<Integer> shape, FloatBuffer states) {

  /// @param name folder of the test resources
  static Golden named(String name) throws IOException {
    JsonObject about =
        JsonParser.parseString(new String(resource(name + "/golden.json"), StandardCharsets.UTF_8))
            .getAsJsonObject();
    List<List<Long>> ids = new ArrayList<>();
    if (about.has("ids")) {
      for (JsonElement row : about.getAsJsonArray("ids")) {
        ids.add(stream(row.getAsJsonArray()).map(JsonElement::getAsLong).toList());
      }
    }
    return new Golden(
        stream(about.getAsJsonArray("texts")).map(JsonElement::getAsString).toList(),
        ids,
        stream(about.getAsJsonArray("shape")).map(JsonElement::getAsInt).toList(),
        ByteBuffer.wrap(resource(name + "/golden.f32"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer());
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static java.util.stream.Stream<JsonElement> stream(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  int layers() {
    return shape.get(1);
  }

  int features() {
    return shape.get(3);
  }

  List<TextRow> rows() {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> new TextRow("row-" + i, texts.get(i)))
        .toList();
  }

  /// Holds every layer of every row to a relative L2 error, and to being nearest to its own
  /// layer.
  void assertEqual(BatchStates found, Pooling pooling, double bound) {
    assertThat(List.of(found.layers(), found.rows(), found.features()))
        .isEqualTo(shape.subList(1, 4));
    for (int layer = 0; layer < layers(); layer++) {
      for (int row = 0; row < found.rows(); row++) {
        String where = "%s, layer %d, row %d".formatted(pooling, layer, row);
        double error = error(found, pooling, layer, layer, row);
        assertThat(error).as(where).isLessThanOrEqualTo(bound);
        for (int other = 0; other < layers(); other++) {
          assertThat(error(found, pooling, layer, other, row))
              .as("%s against layer %d", where, other)
              .isGreaterThanOrEqualTo(error);
        }
      }
    }
  }

  /// ||found[layer] - golden[expected]|| / ||golden[expected]||, in float64.
  private double error(BatchStates found, Pooling pooling, int layer, int expected, int row) {
    double difference = 0;
    double norm = 0;
    for (int feature = 0; feature < features(); feature++) {
      int at =
          ((Pooling.names().indexOf(pooling.wireName()) * layers() + expected) * found.rows() + row)
                  * features()
              + feature;
      double value = states.get(at);
      double off = found.at(layer, row, feature) - value;
      difference += off * off;
      norm += value * value;
    }
    return Math.sqrt(difference / norm);
  }
}
