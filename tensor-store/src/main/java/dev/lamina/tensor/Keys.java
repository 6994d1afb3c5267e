package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.SelfTermsDigest;
import dev.lamina.contract.UnitDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// sweeps/ID/sweep.json                     a submitted sweep
/// sweeps/ID/wishes/NUMBER.json             to run or to cancel it, in the order wished
/// faults/batches/ARRAY/BATCH.json          why a batch was given up
/// faults/analyses/UNIT.json                why an analysis unit was given up
/// withdrawn/UNIT                           a unit in a queue that nobody wants any more
/// requests/DIGEST.json                     what a client submitted under a key of its own
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
  static final String FAULTS = "faults/";
  static final String WITHDRAWN = "withdrawn/";

  private static final String BATCH_FAULTS = FAULTS + "batches/";
  private static final String ANALYSIS_FAULTS = FAULTS + "analyses/";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WISH =
      Pattern.compile(Pattern.quote(SWEEPS) + "([^/]+)/wishes/([0-9]{9})\\.json");
  private static final Pattern SHARD = Pattern.compile("([0-9]{1,9})/0");

  private Keys() {}

  /// What a sweep was submitted as.
  public static String sweep(String id) {
    return SWEEPS + id + SWEEP;
  }

  /// What was wished of a sweep.
  ///
  /// @param number from 1 on
  public static String sweepWish(String id, int number) {
    return SWEEPS + id + "/wishes/%09d.json".formatted(number);
  }

  /// The newest wish of each sweep among the keys below [#SWEEPS].
  public static Map<String, Integer> newestWishes(List<String> keys) {
    Map<String, Integer> newest = new HashMap<>();
    for (String key : keys) {
      Matcher wish = WISH.matcher(key);
      if (wish.matches()) {
        newest.merge(wish.group(1), Integer.parseInt(wish.group(2)), Math::max);
      }
    }
    return newest;
  }

  /// What a client submitted under a key.
  ///
  /// @param digest of the key
  public static String request(String digest) {
    return "requests/" + digest + ".json";
  }

  static String batchFault(ArrayDigest array, int batch) {
    return BATCH_FAULTS + array.hex() + "/" + batch + ".json";
  }

  static String analysisFault(UnitDigest unit) {
    return ANALYSIS_FAULTS + unit.hex() + ".json";
  }

  static Optional<ArrayDigest> arrayOfFault(String key) {
    return digest(BATCH_FAULTS, key).map(ArrayDigest::new);
  }

  static Optional<UnitDigest> unitOfFault(String key) {
    return digest(ANALYSIS_FAULTS, key).map(UnitDigest::new);
  }

  static String withdrawn(UnitDigest unit) {
    return WITHDRAWN + unit.hex();
  }

  static Optional<UnitDigest> withdrawnUnit(String key) {
    return digest(WITHDRAWN, key).map(UnitDigest::new);
  }

  private static Optional<String> digest(String prefix, String key) {
    if (!key.startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher digest = DIGEST.matcher(key.substring(prefix.length()));
    return digest.lookingAt() ? Optional.of(digest.group()) : Optional.empty();
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
