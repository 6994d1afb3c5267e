package dev.lamina.gateway.source;

import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SpecText;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Rows as they are found in a file, whatever its format: each place that has none is a fault.
final class FoundRows {

  private final String file;
  private final String unit;
  private final SpecFaults faults;
  private final Map<String, Integer> placeOf = new HashMap<>();
  private final SequencedMap<String, String> inputs = new LinkedHashMap<>();
  private int found;

  /// @param unit what its places are counted in, such as `line`
  FoundRows(String file, String unit, SpecFaults faults) {
    this.file = file;
    this.unit = unit;
    this.faults = faults;
  }

  /// Inputs by row id, in the file's order.
  SequencedMap<String, String> inputs() {
    return inputs;
  }

  /// Rows met so far, faulty ones included.
  int found() {
    return found;
  }

  /// @param id a text or a whole number; anything else is a fault, null included
  /// @param input a text
  void row(int place, @Nullable Object id, @Nullable Object input) {
    found++;
    Optional<String> name = text(place, "id", isWhole(id) ? String.valueOf(id) : id);
    Optional<String> text = text(place, "input", input);
    if (name.isPresent() && text.isPresent()) {
      add(place, name.get(), text.get());
    }
  }

  /// A place where a row should be and is none.
  void fault(int place, String why) {
    found++;
    faults.add(at(place), why);
  }

  private static boolean isWhole(@Nullable Object id) {
    return id instanceof Long || id instanceof Integer || id instanceof BigInteger;
  }

  private Optional<String> text(int place, String field, @Nullable Object value) {
    if (!(value instanceof String text)) {
      faults.add(at(place), "a row is an object with a text \"" + field + "\"; there is none here");
      return Optional.empty();
    }
    if (!SpecText.isWhole(text)) {
      faults.add(at(place), "\"" + field + "\" holds half of a surrogate pair, which is no text");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private void add(int place, String id, String input) {
    Integer before = placeOf.putIfAbsent(id, place);
    if (before != null) {
      faults.add(at(place), "the id \"" + id + "\" stands on " + unit + " " + before + " already");
      return;
    }
    inputs.put(id, input);
  }

  private String at(int place) {
    return file + ", " + unit + " " + place;
  }
}
