package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Units that were given up, each with its fault and cause, until somebody wants them tried
/// again. Whoever gives a unit up keeps its fault before telling; a gateway that did not hear
/// of it finds it here.
public final class FaultStore {

  private final ObjectStore store;

  public FaultStore(ObjectStore store) {
    this.store = store;
  }

  public void keep(Event.BatchFailed failed) {
    store.put(Keys.batchFault(failed.array(), failed.batch()), encode(failed));
  }

  public void keep(Event.AnalysisFailed failed) {
    store.put(Keys.analysisFault(failed.unit()), encode(failed));
  }

  /// The faults of these arrays and analysis units; one request and one for each fault.
  public List<Event> of(Predicate<ArrayDigest> arrays, Predicate<UnitDigest> units) {
    List<Event> faults = new ArrayList<>();
    for (String key : keysOf(arrays, units)) {
      store.read(key).ifPresent(json -> faults.add(Wire.decode(json, Event.class)));
    }
    return faults;
  }

  /// They are tried again.
  public void forget(Predicate<ArrayDigest> arrays, Predicate<UnitDigest> units) {
    keysOf(arrays, units).forEach(store::delete);
  }

  private List<String> keysOf(Predicate<ArrayDigest> arrays, Predicate<UnitDigest> units) {
    return store.list(Keys.FAULTS).stream()
        .filter(
            key -> {
              Optional<ArrayDigest> array = Keys.arrayOfFault(key);
              Optional<UnitDigest> unit = Keys.unitOfFault(key);
              return array.filter(arrays).isPresent() || unit.filter(units).isPresent();
            })
        .toList();
  }

  /// As an event, so that its kind is said.
  private static byte[] encode(Event fault) {
    return Wire.encode(fault);
  }
}
