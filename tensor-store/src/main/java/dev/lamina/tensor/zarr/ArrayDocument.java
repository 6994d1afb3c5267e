package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The `zarr.json` of an array of numbers that comes from anywhere.
public final class ArrayDocument {

  private static final int MOST_PIECE_BYTES = 1 << 30;
  private static final int MOST_PIECES = 1 << 20;

  private final List<Integer> shape;
  private final ChunkGrid grid;
  private final CodecChain codecs;
  private final Optional<Double> fill;
  private final Optional<String> rowIdsDigest;

  private ArrayDocument(
      List<Integer> shape,
      ChunkGrid grid,
      CodecChain codecs,
      Optional<Double> fill,
      Optional<String> rowIdsDigest) {
    this.shape = shape;
    this.grid = grid;
    this.codecs = codecs;
    this.fill = fill;
    this.rowIdsDigest = rowIdsDigest;
  }

  /// Chunks inside of chunks.
  ///
  /// @param inner shape of an inner chunk
  /// @param checked whether the index has a checksum
  /// @param atEnd whether the index stands at the end; else at the start
  public record Sharding(List<Integer> inner, boolean checked, boolean atEnd) {
    public Sharding {
      inner = List.copyOf(inner);
    }
  }

  public static ArrayDocument parse(byte[] json) throws ZarrException {
    JsonNode tree = tree(json);
    if (tree.path("zarr_format").asInt() != 3 || !tree.path("node_type").asText().equals("array")) {
      throw new ZarrException("is no array of Zarr version 3");
    }
    List<Integer> shape = DocumentFields.sizes(tree.path("shape"), "shape");
    ChunkGrid grid = ChunkGrid.parse(tree);
    CodecChain codecs = CodecChain.parse(tree);
    ArrayDocument document =
        new ArrayDocument(
            shape,
            grid,
            codecs,
            DocumentFields.fill(tree.path("fill_value")),
            StatesDocument.rowIdsDigest(tree));
    document.requireSound();
    return document;
  }

  /// Whether the document is a group's.
  public static boolean isGroup(byte[] json) throws ZarrException {
    return tree(json).path("node_type").asText().equals("group");
  }

  public List<Integer> shape() {
    return shape;
  }

  /// Digest of the ids of its rows, of an array of activations.
  public Optional<String> rowIdsDigest() {
    return rowIdsDigest;
  }

  /// Shape of what one object holds.
  public List<Integer> chunk() {
    return grid.chunk();
  }

  public Optional<Sharding> sharding() {
    return codecs.sharding();
  }

  /// Shape of what is decoded at once: an inner chunk, or a chunk that has none.
  public List<Integer> piece() {
    return codecs.sharding().map(Sharding::inner).orElse(grid.chunk());
  }

  /// Key of the object at a place in the grid of chunks, below the array.
  public String key(List<Integer> place) {
    return grid.key(place);
  }

  /// The numbers of a piece, in C order.
  public ByteBuffer decode(byte[] stored) {
    return codecs.piece().decode(stored, count(piece()));
  }

  public double at(ByteBuffer piece, int index) {
    return codecs.piece().type().at(piece, index);
  }

  /// Most bytes that a stored piece may have.
  public long mostStoredBytes() {
    return codecs.piece().mostStored(count(piece()));
  }

  /// Value of numbers that were not written.
  public double fill() throws ZarrException {
    return fill.orElseThrow(
        () -> new ZarrException("has gaps, and a fill value that is not understood"));
  }

  private void requireSound() throws ZarrException {
    List<Integer> piece = piece();
    if (chunk().size() != shape.size() || piece.size() != shape.size()) {
      throw new ZarrException("has chunks of other dimensions than its own");
    }
    double bytes = codecs.piece().type().bytes();
    double pieces = 1;
    for (int i = 0; i < shape.size(); i++) {
      if (chunk().get(i) % piece.get(i) != 0) {
        throw new ZarrException(
            "has shards %s that are no multiple of %s".formatted(chunk(), piece));
      }
      bytes *= piece.get(i);
      pieces *= (double) chunk().get(i) / piece.get(i);
    }
    if (bytes > MOST_PIECE_BYTES || pieces > MOST_PIECES) {
      throw new ZarrException(
          "has chunks of %.0f bytes, %.0f to a shard; at most %d and %d can be read"
              .formatted(bytes, pieces, MOST_PIECE_BYTES, MOST_PIECES));
    }
  }

  private static int count(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static JsonNode tree(byte[] json) throws ZarrException {
    try {
      return ZarrJson.JSON.readTree(json);
    } catch (IOException e) {
      throw new ZarrException("has a zarr.json that is no JSON: " + e.getMessage());
    }
  }
}
