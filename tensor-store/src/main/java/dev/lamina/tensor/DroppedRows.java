package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Wire;
import java.util.ArrayList;
import java.util.List;

/// Rows of a batch that the model could not use. They are written before the batch itself; a
/// batch without any has no such object, so that reading costs nothing where nothing was
/// dropped.
final class DroppedRows {

  private final ObjectStore store;

  DroppedRows(ObjectStore store) {
    this.store = store;
  }

  /// The same rows again are no fault. Others are: the batch beside them is not known to agree.
  void keep(ArrayDigest array, int batch, List<DroppedRow> rows) {
    String key = Keys.dropped(array, batch);
    boolean kept = rows.isEmpty() ? !store.exists(key) : store.createOnce(key, encode(rows));
    if (!kept && !ids(read(key)).equals(ids(rows))) {
      throw StoreFaults.corrupt(
          "batch %d of activations %s dropped rows %s before, and now %s; delete %s in %s to go on"
              .formatted(batch, array, ids(read(key)), ids(rows), key, store.describe()));
    }
  }

  List<DroppedRow> read(ArrayDigest array) {
    List<DroppedRow> all = new ArrayList<>();
    store.list(Keys.allDropped(array)).forEach(key -> all.addAll(read(key)));
    return List.copyOf(all);
  }

  private List<DroppedRow> read(String key) {
    byte[] json = store.read(key).orElseThrow(() -> StoreFaults.missing(key, store.describe()));
    try {
      return List.of(Wire.decode(json, DroppedRow[].class));
    } catch (FaultException e) {
      throw StoreFaults.corrupt(key + " in " + store.describe() + " is " + e.getMessage());
    }
  }

  private static byte[] encode(List<DroppedRow> rows) {
    return Wire.encode(rows);
  }

  private static List<String> ids(List<DroppedRow> rows) {
    return rows.stream().map(DroppedRow::id).toList();
  }
}
