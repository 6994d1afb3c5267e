package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.SelfTermsDigest;
import dev.lamina.contract.UnitDigest;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where each artefact lies. Nothing else spells a key.
///
/// ```
/// activations/ARRAY/zarr.json              a Zarr group
/// activations/ARRAY/states/zarr.json       layer x row x feature
/// activations/ARRAY/states/c/0/BATCH/0     a batch, all layers of it
/// activations/ARRAY/row_id/...             ids of the rows
/// dropped/ARRAY/BATCH.json                 rows of a batch that could not be used
/// rows/ROWS.jsonl                          rendered rows of a task
/// scores/UNIT.json                         scores of an analysis unit
/// self-terms/TERMS                         what one layer of an array brings into every pair
/// sweeps/ID/sweep.json, cancelled          a submitted sweep
/// uploads/tasks/NAME.jsonl                 rows of a task, as a user sent them
/// uploads/models/NAME/FILE                 files of a model, as a user sent them
/// uploads/sha256/NAME/FILE                 their SHA-256, written after them
/// ```
public final class Keys {

  /// Below it lie the submitted sweeps.
  public static final String SWEEPS = "sweeps/";

  static final String SCORES = "scores/";
  static final String UPLOADED_TASKS = "uploads/tasks/";
  static final String UPLOADED_MODELS = "uploads/models/";

  private static final String SWEEP = "/sweep.json";
  private static final Pattern SHARD = Pattern.compile("([0-9]{1,9})/0");

  private Keys() {}

  /// What a sweep was submitted as.
  public static String sweep(String id) {
    return SWEEPS + id + SWEEP;
  }

  /// There when the sweep is cancelled.
  public static String sweepCancelled(String id) {
    return SWEEPS + id + "/cancelled";
  }

  /// Ids of the sweeps among the keys below [#SWEEPS].
  public static List<String> sweepIds(List<String> keys) {
    return keys.stream()
        .filter(key -> key.startsWith(SWEEPS) && key.endsWith(SWEEP))
        .map(key -> key.substring(SWEEPS.length(), key.length() - SWEEP.length()))
        .toList();
  }

  static String uploadedTask(String name) {
    return UPLOADED_TASKS + name + ".jsonl";
  }

  static String uploadedModel(String name) {
    return UPLOADED_MODELS + name + "/";
  }

  static String uploadedDigest(String name, String file) {
    return "uploads/sha256/" + name + "/" + file;
  }

  static String rows(RowsDigest rows) {
    return "rows/" + rows.hex() + ".jsonl";
  }

  static String scores(UnitDigest unit) {
    return SCORES + unit.hex() + ".json";
  }

  static String selfTerms(SelfTermsDigest terms) {
    return "self-terms/" + terms.hex();
  }

  static String group(ArrayDigest array) {
    return "activations/" + array.hex() + "/";
  }

  static String states(ArrayDigest array) {
    return group(array) + "states/";
  }

  static String rowIds(ArrayDigest array) {
    return group(array) + "row_id/";
  }

  static String shards(ArrayDigest array) {
    return states(array) + "c/0/";
  }

  static String shard(ArrayDigest array, int batch) {
    return shards(array) + batch + "/0";
  }

  /// The batch that a key below [#shards] holds; none for what a store keeps there for itself.
  static OptionalInt batchOf(ArrayDigest array, String key) {
    Matcher shard = SHARD.matcher(key.substring(shards(array).length()));
    return shard.matches() ? OptionalInt.of(Integer.parseInt(shard.group(1))) : OptionalInt.empty();
  }

  static String allDropped(ArrayDigest array) {
    return "dropped/" + array.hex() + "/";
  }

  static String dropped(ArrayDigest array, int batch) {
    return allDropped(array) + batch + ".json";
  }
}
