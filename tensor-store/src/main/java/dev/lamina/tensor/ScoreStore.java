package dev.lamina.tensor;

import dev.lamina.contract.FaultException;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.Wire;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Scores of analysis units, as JSON.
public final class ScoreStore {

  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(Keys.SCORES) + "([0-9a-f]{64})\\.json");

  private final ObjectStore store;

  public ScoreStore(ObjectStore store) {
    this.store = store;
  }

  public boolean isStored(UnitDigest unit) {
    return store.exists(Keys.scores(unit));
  }

  /// @return false when the unit's scores were there before
  public boolean store(UnitScores scores) {
    return store.createOnce(Keys.scores(scores.unit()), Wire.encode(scores));
  }

  public Optional<UnitScores> read(UnitDigest unit) {
    return store.read(Keys.scores(unit)).map(json -> decode(unit, json));
  }

  /// All units whose scores are stored.
  public Set<UnitDigest> stored() {
    Set<UnitDigest> units = new HashSet<>();
    for (String key : store.list(Keys.SCORES)) {
      Matcher matcher = KEY.matcher(key);
      if (matcher.matches()) {
        units.add(new UnitDigest(matcher.group(1)));
      }
    }
    return units;
  }

  private UnitScores decode(UnitDigest unit, byte[] json) {
    String where = Keys.scores(unit) + " in " + store.describe();
    try {
      UnitScores scores = Wire.decode(json, UnitScores.class);
      if (scores.unit().equals(unit)) {
        return scores;
      }
      throw StoreFaults.corrupt(where + " holds the scores of another unit, " + scores.unit());
    } catch (FaultException e) {
      throw StoreFaults.corrupt(
          where + " cannot be read: " + e.getMessage() + ". Delete it to have it made anew");
    }
  }
}
