package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.zarr.RowIds;
import dev.lamina.tensor.zarr.StatesDocument;
import dev.lamina.tensor.zarr.StatesShard;
import dev.lamina.tensor.zarr.ZarrJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Hidden states of models on tasks. Each array is a Zarr v3 group, open to Python's `zarr` and
/// `xarray` as it is: `states` `[layer, row, feature]` in float32 or float16, and `row_id`.
///
/// A batch is one object, and its presence is what "stored" means: all that a reader of it needs
/// was written before.
public final class Activations {

  private final ObjectStore store;
  private final DroppedRows dropped;

  /// What this process knows to be declared; a worker meets the same array many times.
  private final Map<ArrayDigest, StatesDocument> declared = new ConcurrentHashMap<>();

  public Activations(ObjectStore store) {
    this.store = store;
    this.dropped = new DroppedRows(store);
  }

  /// The key of the array's Zarr group, for people who open the store by other means.
  public static String group(ArrayDigest array) {
    return Keys.group(array);
  }

  /// Writes what every batch of the array shares, before any of them. To do it again is no fault,
  /// unless the shape or the rows differ.
  ///
  /// @param rowIds of all rows of the task, in order
  /// @param provenance how the states are made; the first declaration's is kept
  public void declare(
      ArrayDigest array, ArrayShape shape, List<String> rowIds, Map<String, Object> provenance) {
    if (rowIds.size() != shape.rows()) {
      throw new IllegalArgumentException(
          "%d row ids for an array of %d rows".formatted(rowIds.size(), shape.rows()));
    }
    RowIds ids = new RowIds(rowIds);
    StatesDocument wanted = new StatesDocument(shape, ids.digest(), provenance);
    if (!declared.containsKey(array) && !store.exists(Keys.states(array) + ZarrJson.NAME)) {
      createOrRequireSame(Keys.rowIds(array) + RowIds.CHUNK, ids.encode());
      createOrRequireSame(Keys.rowIds(array) + ZarrJson.NAME, ids.document());
      createOrRequireSame(Keys.group(array) + ZarrJson.NAME, ZarrJson.group());
      // The last one, so that where it lies the others lie too.
      store.createOnce(Keys.states(array) + ZarrJson.NAME, wanted.encode());
    }
    StatesDocument found = document(array);
    if (!found.shape().equals(shape) || !found.rowIdsDigest().equals(wanted.rowIdsDigest())) {
      throw StoreFaults.corrupt(
          "activations %s were declared as %s with rows %s, and now as %s with rows %s"
              .formatted(array, found.shape(), found.rowIdsDigest(), shape, wanted.rowIdsDigest()));
    }
  }

  public boolean isStored(ArrayDigest array, int batch) {
    return store.exists(Keys.shard(array, batch));
  }

  /// Indices of the batches that are stored; one request, however many there are.
  public NavigableSet<Integer> storedBatches(ArrayDigest array) {
    NavigableSet<Integer> batches = new TreeSet<>();
    for (String key : store.list(Keys.shards(array))) {
      Keys.batchOf(array, key).ifPresent(batches::add);
    }
    return batches;
  }

  /// Stores a batch of a declared array. A row with a finite state that the stored type does not
  /// hold has no states there: it is dropped as well.
  ///
  /// @param states `[layers, rowsOf(batch), features]`
  /// @param unusable rows of this batch that the model could not use
  /// @return false when the batch was there before
  public boolean store(
      ArrayDigest array, ArrayShape shape, int batch, float[] states, List<DroppedRow> unusable) {
    if (!document(array).shape().equals(shape)) {
      throw new IllegalArgumentException(
          "activations %s are declared as %s, not %s"
              .formatted(array, document(array).shape(), shape));
    }
    StatesShard layout = StatesShard.of(shape);
    layout.requireStatesOf(batch, states);
    List<Overflow> overflows = Overflow.in(shape, batch, states);
    byte[] shard = layout.encode(batch, Overflow.erase(overflows, shape, batch, states));
    dropped.keep(array, batch, all(unusable, dropped(array, batch, overflows)));
    return store.createOnce(Keys.shard(array, batch), shard);
  }

  /// Rows that the model could not use, by batch.
  public List<DroppedRow> dropped(ArrayDigest array) {
    return dropped.read(array);
  }

  /// Opens an array all of whose batches are stored.
  public ActivationReader open(ArrayDigest array) {
    StatesDocument document = document(array);
    NavigableSet<Integer> stored = storedBatches(array);
    for (int batch = 0; batch < document.shape().batches(); batch++) {
      if (!stored.contains(batch)) {
        throw StoreFaults.corrupt(
            "batch %d (of %d) of activations %s is not in %s; resume a sweep that needs it"
                .formatted(batch, document.shape().batches(), array, store.describe()));
      }
    }
    return new ActivationReader(store, array, document, dropped);
  }

  private List<DroppedRow> dropped(ArrayDigest array, int batch, List<Overflow> overflows) {
    if (overflows.isEmpty()) {
      return List.of();
    }
    StatesDocument document = document(array);
    List<String> ids = StoredRowIds.read(store, array, document.rowIdsDigest());
    int first = document.shape().firstRow(batch);
    return overflows.stream()
        .map(
            overflow ->
                new DroppedRow(
                    ids.get(first + overflow.row()), overflow.reason(document.shape().stored())))
        .toList();
  }

  private static List<DroppedRow> all(List<DroppedRow> some, List<DroppedRow> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private StatesDocument document(ArrayDigest array) {
    StatesDocument known = declared.get(array);
    if (known != null) {
      return known;
    }
    String key = Keys.states(array) + ZarrJson.NAME;
    byte[] json = store.read(key).orElseThrow(() -> StoreFaults.missing(key, store.describe()));
    try {
      StatesDocument read = StatesDocument.decode(json);
      declared.put(array, read);
      return read;
    } catch (FaultException e) {
      throw e.in(key + " in " + store.describe());
    }
  }

  private void createOrRequireSame(String key, byte[] content) {
    if (store.createOnce(key, content)) {
      return;
    }
    if (!Arrays.equals(store.read(key).orElse(content), content)) {
      throw StoreFaults.corrupt(
          "%s in %s holds something else than the rows that are declared now"
              .formatted(key, store.describe()));
    }
  }
}
