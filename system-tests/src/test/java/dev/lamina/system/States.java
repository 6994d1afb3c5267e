package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hidden states `[layer, row, feature]`.
final class States {

  private static final Pattern NPY_SHAPE = Pattern.compile("\\((\\d+), (\\d+), (\\d+)\\)");
  private static final int NPY_HEADER = 10;

  private final int layers;
  private final int rows;
  private final int features;
  private final FloatBuffer values;

  private States(int layers, int rows, int features, FloatBuffer values) {
    this.layers = layers;
    this.rows = rows;
    this.features = features;
    this.values = values;
    assertThat(values.remaining()).isEqualTo(layers * rows * features);
  }

  /// Plain numbers.
  static States raw(Path file, int layers, int rows, int features) throws IOException {
    return new States(layers, rows, features, floats(Files.readAllBytes(file), 0));
  }

  /// What a reference implementation gives for the texts in `golden.json`.
  ///
  /// @param folder of a tiny checkpoint or of an adapter on it
  static States golden(Path folder, String pooling) throws IOException {
    JsonNode about = new JsonMapper().readTree(folder.resolve("golden.json").toFile());
    JsonNode shape = about.get("shape");
    int layers = shape.get(1).asInt();
    int rows = shape.get(2).asInt();
    int features = shape.get(3).asInt();
    int size = layers * rows * features;
    List<String> poolings = about.get("poolings").valueStream().map(JsonNode::asText).toList();
    assertThat(poolings).contains(pooling);
    FloatBuffer all = floats(Files.readAllBytes(folder.resolve("golden.f32")), 0);
    return new States(layers, rows, features, all.slice(poolings.indexOf(pooling) * size, size));
  }

  /// A three-dimensional float32 array of NumPy.
  static States npy(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length =
        ByteBuffer.wrap(bytes, NPY_HEADER - 2, 2).order(ByteOrder.LITTLE_ENDIAN).getShort();
    String header = new String(bytes, NPY_HEADER, length, StandardCharsets.US_ASCII);
    assertThat(header).contains("'<f4'", "'fortran_order': False");
    Matcher shape = NPY_SHAPE.matcher(header);
    assertThat(shape.find()).as(header).isTrue();
    return new States(
        Integer.parseInt(shape.group(1)),
        Integer.parseInt(shape.group(2)),
        Integer.parseInt(shape.group(3)),
        floats(bytes, NPY_HEADER + length));
  }

  private static FloatBuffer floats(byte[] bytes, int from) {
    return ByteBuffer.wrap(bytes, from, bytes.length - from)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  int layers() {
    return layers;
  }

  int rows() {
    return rows;
  }

  /// The relative L2 error of one row at one layer; NaN where either has a NaN.
  double error(int layer, int row, States reference, int referenceRow) {
    assertThat(List.of(layers, features)).isEqualTo(List.of(reference.layers, reference.features));
    double squares = 0;
    double norm = 0;
    for (int feature = 0; feature < features; feature++) {
      double wanted = reference.at(layer, referenceRow, feature);
      squares += Math.pow(at(layer, row, feature) - wanted, 2);
      norm += wanted * wanted;
    }
    return Math.sqrt(squares / norm);
  }

  private double at(int layer, int row, int feature) {
    return values.get((layer * rows + row) * features + feature);
  }
}
