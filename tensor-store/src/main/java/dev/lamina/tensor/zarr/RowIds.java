package dev.lamina.tensor.zarr;

import dev.lamina.contract.Digest;
import java.util.List;
import java.util.Map;

/// The ids of an array's rows, in order: a one-dimensional Zarr array of strings in one chunk.
public record RowIds(List<String> ids) {

  /// Key of the one chunk, below the array.
  public static final String CHUNK = "c/0";

  public RowIds {
    ids = List.copyOf(ids);
  }

  public static RowIds decode(byte[] chunk) {
    return new RowIds(VlenUtf8.decode(chunk));
  }

  public byte[] encode() {
    return VlenUtf8.encode(ids);
  }

  /// Of the ids and their order.
  public String digest() {
    return Digest.of("row-ids").with("ids", ids).hex();
  }

  /// The array's `zarr.json`.
  public byte[] document() {
    return ZarrJson.array()
        .shape(ids.size())
        .type("string", "")
        .chunk(ids.size())
        .codecs(ZarrJson.codec("vlen-utf8", Map.of()))
        .dimensions("row")
        .attributes(Map.of())
        .encode();
  }
}
