package dev.lamina.tensor;

import dev.lamina.tensor.zarr.ArrayDocument;
import dev.lamina.tensor.zarr.ArrayDocument.Sharding;
import dev.lamina.tensor.zarr.ShardIndex;
import dev.lamina.tensor.zarr.ZarrException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a matrix out of a Zarr v3 array of two dimensions, or of three with a layer first.
///
/// An array `[items, features]` is read as one `[1, items, features]`, so that places and shapes
/// have three numbers throughout.
final class ZarrMatrix {

  /// 2 GiB of doubles.
  private static final long MOST_NUMBERS = 1L << 28;

  /// 64 MiB of doubles.
  private static final long NUMBERS_ON_TRUST = 1L << 23;

  /// Hidden states do not compress to a tenth; this leaves room for odd ones.
  private static final long NUMBERS_PER_STORED_BYTE = 100;

  private final ObjectStore store;
  private final String root;
  private final ArrayDocument document;
  private final int layer;
  private final int[] chunk;
  private final int[] piece;
  private final int rows;
  private final int columns;
  private final double[] values;

  private ZarrMatrix(ObjectStore store, String root, ArrayDocument document, int layer)
      throws ZarrException {
    this.store = store;
    this.root = root;
    this.document = document;
    this.layer = layer;
    this.chunk = three(document.chunk());
    this.piece = three(document.piece());
    this.rows = three(document.shape())[1];
    this.columns = three(document.shape())[2];
    this.values = new double[requireBacked((long) rows * columns)];
  }

  /// @param root key of the array, empty or with a slash behind it
  /// @param layer 0 for an array without layers
  static MatrixFile.DenseMatrix read(
      ObjectStore store, String root, ArrayDocument document, int layer) throws ZarrException {
    ZarrMatrix matrix = new ZarrMatrix(store, root, document, layer);
    for (int row = 0; row * (long) matrix.chunk[1] < matrix.rows; row++) {
      for (int column = 0; column * (long) matrix.chunk[2] < matrix.columns; column++) {
        matrix.readChunk(layer / matrix.chunk[0], row, column);
      }
    }
    return new MatrixFile.DenseMatrix(
        matrix.rows, matrix.columns, matrix.values, document.rowIdsDigest());
  }

  /// A shape alone costs no memory to write down: what is stored must bear it out.
  private int requireBacked(long numbers) throws ZarrException {
    if (numbers > MOST_NUMBERS) {
      throw new ZarrException(
          "has %d x %d numbers; at most %d can be read".formatted(rows, columns, MOST_NUMBERS));
    }
    if (numbers > NUMBERS_ON_TRUST) {
      long stored = 0;
      for (String key : store.list(root)) {
        stored += store.size(key).orElse(0L);
      }
      if (stored < numbers / NUMBERS_PER_STORED_BYTE) {
        throw new ZarrException(
            "says it has %d x %d numbers, and only %d bytes are stored"
                .formatted(rows, columns, stored));
      }
    }
    return (int) numbers;
  }

  private void readChunk(int layers, int row, int column) throws ZarrException {
    List<Integer> place = new ArrayList<>(List.of(layers, row, column));
    if (document.shape().size() == 2) {
      place.removeFirst();
    }
    String key = root + document.key(place);
    int firstRow = row * chunk[1];
    int firstColumn = column * chunk[2];
    Optional<Long> size = store.size(key);
    if (size.isEmpty()) {
      fill(firstRow, firstColumn, chunk);
    } else if (document.sharding().isPresent()) {
      readShard(key, size.get(), document.sharding().get(), firstRow, firstColumn);
    } else {
      copy(range(key, 0, size.get()), firstRow, firstColumn);
    }
  }

  private void readShard(String key, long size, Sharding sharding, int firstRow, int firstColumn)
      throws ZarrException {
    int[] grid = {chunk[0] / piece[0], chunk[1] / piece[1], chunk[2] / piece[2]};
    int pieces = grid[0] * grid[1] * grid[2];
    int indexBytes = ShardIndex.bytes(pieces, sharding.checked());
    long indexOffset = sharding.atEnd() ? size - indexBytes : 0;
    if (indexOffset < 0) {
      throw new ZarrException("has a shard " + key + " too short for its index");
    }
    ShardIndex index =
        ShardIndex.parse(store.readRange(key, indexOffset, indexBytes), pieces, sharding.checked());
    int layers = layer % chunk[0] / piece[0];
    for (int row = 0; row < grid[1] && firstRow + row * piece[1] < rows; row++) {
      for (int column = 0;
          column < grid[2] && firstColumn + column * piece[2] < columns;
          column++) {
        int one = (layers * grid[1] + row) * grid[2] + column;
        int atRow = firstRow + row * piece[1];
        int atColumn = firstColumn + column * piece[2];
        if (index.has(one)) {
          index.requireInside(one, size);
          copy(range(key, index.offset(one), index.length(one)), atRow, atColumn);
        } else {
          fill(atRow, atColumn, piece);
        }
      }
    }
  }

  private byte[] range(String key, long offset, long length) throws ZarrException {
    if (length > document.mostStoredBytes()) {
      throw new ZarrException(
          "has a chunk of %d bytes in %s, more than its numbers can take".formatted(length, key));
    }
    return store.readRange(key, offset, (int) length);
  }

  private void copy(byte[] stored, int firstRow, int firstColumn) {
    ByteBuffer numbers = document.decode(stored);
    int inPiece = layer % piece[0];
    int lastRow = Math.min(piece[1], rows - firstRow);
    int lastColumn = Math.min(piece[2], columns - firstColumn);
    for (int row = 0; row < lastRow; row++) {
      int from = (inPiece * piece[1] + row) * piece[2];
      int to = (firstRow + row) * columns + firstColumn;
      for (int column = 0; column < lastColumn; column++) {
        values[to + column] = document.at(numbers, from + column);
      }
    }
  }

  private void fill(int firstRow, int firstColumn, int[] shape) throws ZarrException {
    double fill = document.fill();
    int lastRow = Math.min(shape[1], rows - firstRow);
    int lastColumn = Math.min(shape[2], columns - firstColumn);
    for (int row = 0; row < lastRow; row++) {
      int from = (firstRow + row) * columns + firstColumn;
      Arrays.fill(values, from, from + lastColumn, fill);
    }
  }

  private static int[] three(List<Integer> sizes) {
    int last = sizes.size();
    return new int[] {last == 3 ? sizes.get(0) : 1, sizes.get(last - 2), sizes.get(last - 1)};
  }
}
