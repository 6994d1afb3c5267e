package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.tensor.npy.NumberType;
import dev.lamina.tensor.zarr.ArrayDocument.Sharding;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The codecs of an array, in the orders that can be read.
///
/// @param piece of a chunk, or of an inner chunk if there are shards
record CodecChain(Optional<Sharding> sharding, ChunkCodec piece) {

  static CodecChain parse(JsonNode document) throws ZarrException {
    String dataType = document.path("data_type").asText();
    NumberType type =
        NumberType.named(dataType)
            .orElseThrow(
                () ->
                    new ZarrException(
                        "holds %s; a matrix holds %s".formatted(dataType, NumberType.ALL)));
    JsonNode codecs = document.path("codecs");
    if (!DocumentFields.name(codecs.path(0)).equals("sharding_indexed")) {
      return new CodecChain(Optional.empty(), chunkCodec(type, codecs));
    }
    if (codecs.size() > 1) {
      throw new ZarrException("compresses whole shards, which takes reading all of them");
    }
    JsonNode sharding = DocumentFields.configuration(codecs.path(0));
    return new CodecChain(
        Optional.of(
            new Sharding(
                DocumentFields.sizes(sharding.path("chunk_shape"), "chunk_shape"),
                checked(sharding.path("index_codecs")),
                !sharding.path("index_location").asText().equals("start"))),
        chunkCodec(type, sharding.path("codecs")));
  }

  private static ChunkCodec chunkCodec(NumberType type, JsonNode codecs) throws ZarrException {
    JsonNode first = codecs.path(0);
    if (!DocumentFields.name(first).equals("bytes")) {
      throw unknown(DocumentFields.name(first));
    }
    List<ByteCodec> bytes = new ArrayList<>();
    for (int i = 1; i < codecs.size(); i++) {
      String name = DocumentFields.name(codecs.path(i));
      bytes.add(ByteCodec.named(name).orElseThrow(() -> unknown(name)));
    }
    return new ChunkCodec(type, order(first), bytes);
  }

  private static boolean checked(JsonNode indexCodecs) throws ZarrException {
    boolean little =
        DocumentFields.name(indexCodecs.path(0)).equals("bytes")
            && order(indexCodecs.path(0)).equals(ByteOrder.LITTLE_ENDIAN);
    boolean checked = DocumentFields.name(indexCodecs.path(1)).equals("crc32c");
    if (!little || indexCodecs.size() != (checked ? 2 : 1)) {
      throw new ZarrException("has shards whose index is written as " + indexCodecs);
    }
    return checked;
  }

  private static ByteOrder order(JsonNode bytes) {
    return DocumentFields.configuration(bytes).path("endian").asText().equals("big")
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  private static ZarrException unknown(String codec) {
    return new ZarrException(
        "is written with the codec \"%s\"; those that can be read are %s"
            .formatted(codec, ByteCodec.ALL));
  }
}
