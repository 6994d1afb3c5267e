package dev.lamina.extraction.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.Pooling;
import dev.lamina.extraction.TextRow;
import dev.lamina.extraction.json.SettingsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Pooled hidden states that Hugging Face transformers computed, one row at a time: what
/// `scripts/reference_states.py` leaves in a folder.
///
/// @param texts one per row
/// @param ids the tokens of each row, cut to `maxTokens`; empty where the folder does not tell
/// @param maxTokens the limit that they were cut to
/// @param unusable indices of rows without states
/// @param readOtherwise indices of texts that transformers' AutoTokenizer gives other tokens than
///     the model's `tokenizer.json` does, which is what these states are of
/// @param madeWith versions of what made them
/// @param states `[pooling, layer, row, feature]`, poolings in the order of [Pooling]
public record ReferenceStates(
    List<String> texts,
    List<List<Long>> ids,
    int maxTokens,
    Set<Integer> unusable,
    Set<Integer> readOtherwise,
    Map<String, String> madeWith,
    int layers,
    int features,
    FloatBuffer states) {

  private static final int MAX_TOKENS = 512;

  public ReferenceStates {
    texts = List.copyOf(texts);
    ids = List.copyOf(ids);
    unusable = Set.copyOf(unusable);
    readOtherwise = Set.copyOf(readOtherwise);
    madeWith = Map.copyOf(madeWith);
  }

  public static ReferenceStates read(Path folder) throws ModelException {
    Path about = folder.resolve("golden.json");
    Path values = folder.resolve("golden.f32");
    if (!Files.isRegularFile(about) || !Files.isRegularFile(values)) {
      throw new ModelException(
          Kind.MISSING,
          "'%s' holds no reference states: golden.json and golden.f32 are wanted, as scripts/reference_states.py writes them."
              .formatted(folder));
    }
    try {
      return read(SettingsFile.read(about), Files.readAllBytes(values));
    } catch (IOException
        | IllegalStateException
        | ClassCastException
        | NumberFormatException
        | ArithmeticException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' cannot be read as reference states (%s). Make them again."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static ReferenceStates read(JsonObject about, byte[] values) throws IOException {
    List<Integer> shape = stream(about, "shape").map(JsonElement::getAsInt).toList();
    if (shape.size() != 4
        || shape.stream().anyMatch(count -> count < 1)
        || shape.getFirst() != Pooling.values().length) {
      throw new IOException("its shape is " + shape);
    }
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (values.length != size * Float.BYTES) {
      throw new IOException("%d values for the shape %s".formatted(values.length / 4, shape));
    }
    List<List<Long>> ids =
        stream(about, "ids")
            .map(row -> elements(row.getAsJsonArray()).map(JsonElement::getAsLong).toList())
            .toList();
    Map<String, String> madeWith = new TreeMap<>();
    if (about.get("made with") instanceof JsonObject versions) {
      versions.asMap().forEach((name, version) -> madeWith.put(name, version.getAsString()));
    }
    return new ReferenceStates(
        stream(about, "texts").map(JsonElement::getAsString).toList(),
        ids,
        about.has("maxTokens") ? about.get("maxTokens").getAsInt() : MAX_TOKENS,
        indices(about, "unusable"),
        indices(about, "readOtherwise"),
        madeWith,
        shape.get(1),
        shape.get(3),
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
  }

  private static Set<Integer> indices(JsonObject about, String key) {
    return stream(about, key).map(JsonElement::getAsInt).collect(Collectors.toSet());
  }

  private static Stream<JsonElement> stream(JsonObject about, String key) {
    return about.get(key) instanceof JsonArray array ? elements(array) : Stream.empty();
  }

  private static Stream<JsonElement> elements(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  public List<TextRow> rows() {
    return IntStream.range(0, texts.size())
        .mapToObj(row -> new TextRow("row-" + row, texts.get(row)))
        .toList();
  }

  /// One value: the feature of a row at a layer.
  public float at(Pooling pooling, int layer, int row, int feature) {
    return states.get(
        ((Pooling.names().indexOf(pooling.wireName()) * layers + layer) * texts.size() + row)
                * features
            + feature);
  }
}
