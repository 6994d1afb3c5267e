package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.zarr.RowIds;
import java.util.List;

/// The row ids beside an array.
final class StoredRowIds {

  private StoredRowIds() {}

  /// @param digest that the array declares for them
  static List<String> read(ObjectStore store, ArrayDigest array, String digest) {
    String key = Keys.rowIds(array) + RowIds.CHUNK;
    byte[] chunk = store.read(key).orElseThrow(() -> StoreFaults.missing(key, store.describe()));
    RowIds ids;
    try {
      ids = RowIds.decode(chunk);
    } catch (FaultException e) {
      throw e.in(key + " in " + store.describe());
    }
    if (!ids.digest().equals(digest)) {
      throw StoreFaults.corrupt(
          "%s in %s holds other row ids than the array declares".formatted(key, store.describe()));
    }
    return ids.ids();
  }
}
