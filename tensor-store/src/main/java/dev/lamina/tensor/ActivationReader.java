package dev.lamina.tensor;

import static java.util.stream.Collectors.toSet;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.zarr.StatesDocument;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Activations of one model on one task, layer by layer.
public final class ActivationReader {

  private final ObjectStore store;
  private final ArrayDigest array;
  private final StatesDocument document;
  private final DroppedRows dropped;
  private final LayerReader layers;

  ActivationReader(
      ObjectStore store, ArrayDigest array, StatesDocument document, DroppedRows dropped) {
    this.store = store;
    this.array = array;
    this.document = document;
    this.dropped = dropped;
    this.layers = new LayerReader(store, array, document.shape());
  }

  public ArrayShape shape() {
    return document.shape();
  }

  /// Equal for two arrays if and only if they hold the same rows in the same order.
  public String rowIdsDigest() {
    return document.rowIdsDigest();
  }

  /// Ids of all rows, in order.
  public List<String> rowIds() {
    return StoredRowIds.read(store, array, rowIdsDigest());
  }

  /// All rows of one layer, `[rows, features]`, row-major. Reads that layer's bytes and no
  /// other's; a checksum that does not match is a [FaultException] with [Fault#STORE_CORRUPT].
  ///
  /// @param layer index as in Hugging Face `hidden_states`
  public float[] layer(int layer) {
    return layers.read(checked(layer));
  }

  /// The same, a portion of rows at a time.
  public LayerRows rows(int layer) {
    return new LayerRows(layers, checked(layer));
  }

  private int checked(int layer) {
    if (layer < 0 || layer >= shape().layers()) {
      throw new IllegalArgumentException(
          "layer %d of an array with layers 0 to %d".formatted(layer, shape().layers() - 1));
    }
    return layer;
  }

  /// Rows that the model could not use. Their states mean nothing.
  public List<DroppedRow> dropped() {
    return dropped.read(array);
  }

  /// Where in the array the rows are that the model could use.
  public BitSet usable() {
    BitSet usable = new BitSet();
    usable.set(0, shape().rows());
    Set<String> ids = dropped().stream().map(DroppedRow::id).collect(toSet());
    if (!ids.isEmpty()) {
      List<String> all = rowIds();
      IntStream.range(0, all.size()).filter(i -> ids.contains(all.get(i))).forEach(usable::clear);
    }
    return usable;
  }

  /// Requires that row i is the same row in both arrays, for every i; else a [FaultException]
  /// with [Fault#ROWS_NOT_PAIRED].
  public void requireSameRows(ActivationReader other) {
    if (rowIdsDigest().equals(other.rowIdsDigest())) {
      return;
    }
    throw new FaultException(
        Fault.ROWS_NOT_PAIRED,
        "activations %s and %s cannot be compared: %s. Extract both from the same rows"
            .formatted(array, other.array, firstDifference(rowIds(), other.rowIds())));
  }

  private static String firstDifference(List<String> mine, List<String> others) {
    int both = Math.min(mine.size(), others.size());
    for (int row = 0; row < both; row++) {
      if (!mine.get(row).equals(others.get(row))) {
        return "row %d is \"%s\" in the first and \"%s\" in the second"
            .formatted(row, mine.get(row), others.get(row));
      }
    }
    return "the first has %d rows and the second %d".formatted(mine.size(), others.size());
  }
}
