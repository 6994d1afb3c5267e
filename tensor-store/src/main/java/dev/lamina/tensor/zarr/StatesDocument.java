package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ElementType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `zarr.json` of an array of activations `[layer, row, feature]`.
///
/// A shard holds all layers of a batch, an inner chunk one layer of it: a batch is one object,
/// and a layer of it one range of that object.
///
/// @param rowIdsDigest of the ids of the rows, which tells whether two arrays hold the same
///     rows
/// @param provenance how the first worker that declared the array made it
public record StatesDocument(
    ArrayShape shape, String rowIdsDigest, Map<String, Object> provenance) {

  private static final String ROW_IDS_DIGEST = "row_ids_digest";
  private static final String PROVENANCE = "provenance";

  private static final List<Object> CHECKED_LITTLE_ENDIAN =
      List.of(
          ZarrJson.codec("bytes", Map.of("endian", "little")), ZarrJson.codec("crc32c", Map.of()));

  public StatesDocument {
    provenance = Map.copyOf(provenance);
    if (!StatesShard.fits(shape)) {
      throw new IllegalArgumentException("a batch of " + shape + " is over 2 GiB");
    }
    if ((long) shape.rows() * shape.features() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a layer of " + shape + " is over 8 GiB");
    }
  }

  public byte[] encode() {
    return ZarrJson.array()
        .shape(shape.layers(), shape.rows(), shape.features())
        .type(shape.stored().code(), "NaN")
        .chunk(shape.layers(), shape.batchRows(), shape.features())
        .codecs(
            ZarrJson.codec(
                "sharding_indexed",
                Map.of(
                    "chunk_shape",
                    ZarrJson.list(1, shape.batchRows(), shape.features()),
                    "codecs",
                    CHECKED_LITTLE_ENDIAN,
                    "index_codecs",
                    CHECKED_LITTLE_ENDIAN,
                    "index_location",
                    "end")))
        .dimensions("layer", "row", "feature")
        .attributes(
            Map.of(
                // xarray makes a coordinate of what is named here.
                "coordinates", "row_id", ROW_IDS_DIGEST, rowIdsDigest, PROVENANCE, provenance))
        .encode();
  }

  /// What [#encode] wrote; anything else is corrupt.
  public static StatesDocument decode(byte[] json) {
    try {
      JsonNode tree = ZarrJson.JSON.readTree(json);
      JsonNode attributes = tree.path("attributes");
      StatesDocument document =
          new StatesDocument(
              shapeOf(tree),
              attributes.path(ROW_IDS_DIGEST).asText(),
              ZarrJson.JSON.convertValue(
                  attributes.path(PROVENANCE), new TypeReference<Map<String, Object>>() {}));
      // Nothing but the shape is left to choice, so that one comparison checks all the rest.
      JsonNode expected = ZarrJson.JSON.readTree(document.encode());
      if (withoutAttributes(tree).equals(withoutAttributes(expected))) {
        return document;
      }
      throw Corrupt.because("the array's document is not one that Lamina writes");
    } catch (IOException | IllegalArgumentException e) {
      throw Corrupt.because("the array's document cannot be read: " + e.getMessage());
    }
  }

  /// What an array of activations says of its rows; nothing for any other.
  static Optional<String> rowIdsDigest(JsonNode document) {
    return Optional.of(document.path("attributes").path(ROW_IDS_DIGEST))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static ArrayShape shapeOf(JsonNode tree) {
    JsonNode shape = tree.path("shape");
    JsonNode chunk = tree.path("chunk_grid").path("configuration").path("chunk_shape");
    return new ArrayShape(
        shape.path(0).asInt(),
        shape.path(1).asInt(),
        shape.path(2).asInt(),
        chunk.path(1).asInt(),
        storedOf(tree.path("data_type").asText()));
  }

  private static ElementType storedOf(String dataType) {
    for (ElementType type : ElementType.values()) {
      if (type.code().equals(dataType)) {
        return type;
      }
    }
    throw Corrupt.because("the array's document says that it holds " + dataType);
  }

  private static JsonNode withoutAttributes(JsonNode tree) {
    return tree instanceof ObjectNode object ? object.deepCopy().without("attributes") : tree;
  }
}
