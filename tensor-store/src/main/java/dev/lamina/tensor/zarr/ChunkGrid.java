package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The regular grid of an array's chunks, and the keys of its places.
///
/// @param chunk shape of a chunk
/// @param prefix of keys, `c` or nothing
record ChunkGrid(List<Integer> chunk, String prefix, String separator) {

  ChunkGrid {
    chunk = List.copyOf(chunk);
  }

  static ChunkGrid parse(JsonNode document) throws ZarrException {
    JsonNode grid = document.path("chunk_grid");
    if (!DocumentFields.name(grid).equals("regular")) {
      throw new ZarrException(
          "has a chunk grid of the kind \"%s\"; only regular ones can be read"
              .formatted(DocumentFields.name(grid)));
    }
    List<Integer> chunk =
        DocumentFields.sizes(DocumentFields.configuration(grid).path("chunk_shape"), "chunk_shape");
    JsonNode keys = document.path("chunk_key_encoding");
    String separator = DocumentFields.configuration(keys).path("separator").asText();
    if (!List.of("", "/", ".").contains(separator)) {
      throw new ZarrException("separates its keys by \"" + separator + "\", not by / or .");
    }
    return switch (DocumentFields.name(keys)) {
      case "default" -> new ChunkGrid(chunk, "c", separator.isEmpty() ? "/" : separator);
      case "v2" -> new ChunkGrid(chunk, "", separator.isEmpty() ? "." : separator);
      default ->
          throw new ZarrException("spells keys the way \"" + DocumentFields.name(keys) + "\"");
    };
  }

  String key(List<Integer> place) {
    String joined = String.join(separator, place.stream().map(String::valueOf).toList());
    return prefix.isEmpty() ? joined : prefix + separator + joined;
  }
}
