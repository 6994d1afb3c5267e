package dev.lamina.gateway.sweep;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.UnitDigest;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/// Asks the store what is there of arrays and analysis units. Takes no lock: it may wait long.
public final class StoreLook {

  /// Requests at a time.
  private static final int PARALLEL = 16;

  private final Activations activations;
  private final ScoreStore scores;
  private final FaultStore faults;

  public StoreLook(ObjectStore store) {
    this.activations = new Activations(store);
    this.scores = new ScoreStore(store);
    this.faults = new FaultStore(store);
  }

  /// What to ask for.
  public record Question(Set<ArrayDigest> arrays, Set<UnitDigest> units) {
    public Question {
      arrays = Set.copyOf(arrays);
      units = Set.copyOf(units);
    }

    boolean isEmpty() {
      return arrays.isEmpty() && units.isEmpty();
    }
  }

  /// What is there.
  ///
  /// @param batches stored batches of every array that was asked for
  /// @param units every unit that was asked for, and whether its scores are stored
  /// @param faults of what was given up
  public record Found(
      Map<ArrayDigest, Set<Integer>> batches, Map<UnitDigest, Boolean> units, List<Event> faults) {

    /// Of a look at nothing.
    public static final Found NOTHING = new Found(Map.of(), Map.of(), List.of());

    public Found {
      batches = Map.copyOf(batches);
      units = Map.copyOf(units);
      faults = List.copyOf(faults);
    }
  }

  public Found at(Question question) {
    if (question.isEmpty()) {
      return Found.NOTHING;
    }
    try (ExecutorService requests = Executors.newFixedThreadPool(PARALLEL, thread())) {
      Map<ArrayDigest, Set<Integer>> batches =
          each(requests, question.arrays(), array -> Set.copyOf(activations.storedBatches(array)));
      Map<UnitDigest, Boolean> units = each(requests, question.units(), scores::isStored);
      return new Found(
          batches, units, faults.of(question.arrays()::contains, question.units()::contains));
    }
  }

  private static ThreadFactory thread() {
    return Thread.ofVirtual().name("store-look-", 0).factory();
  }

  private static <K, V> Map<K, V> each(
      ExecutorService requests, Collection<K> keys, Function<K, V> request) {
    List<K> asked = List.copyOf(keys);
    List<Future<V>> answers = new ArrayList<>();
    asked.forEach(key -> answers.add(requests.submit(() -> request.apply(key))));
    Map<K, V> found = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      found.put(asked.get(i), answer(answers.get(i)));
    }
    return found;
  }

  private static <V> V answer(Future<V> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a look at the store failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at the store", e);
    }
  }
}
