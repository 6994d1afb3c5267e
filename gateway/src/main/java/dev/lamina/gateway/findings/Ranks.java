package dev.lamina.gateway.findings;

import dev.lamina.metrics.estimate.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Tasks in the order of an effect, greatest first, and how far that order can be trusted.
final class Ranks {

  private Ranks() {}

  /// @param index of the task
  /// @param rank from 1
  /// @param low 1 more than the tasks that are surely greater
  /// @param high as many tasks less those that are surely smaller
  record Place(int index, int rank, int low, int high) {}

  /// Places from first to last. A task is surely greater than another when the 95 % interval of
  /// their difference lies above 0; without intervals none is.
  static List<Place> of(List<Effect> effects) {
    List<Integer> order =
        IntStream.range(0, effects.size())
            .boxed()
            .sorted(Comparator.comparingDouble(t -> -effects.get(t).value()))
            .toList();
    return IntStream.range(0, order.size())
        .mapToObj(
            rank -> {
              Effect mine = effects.get(order.get(rank));
              int greater = (int) effects.stream().filter(other -> surely(other, mine)).count();
              int smaller = (int) effects.stream().filter(other -> surely(mine, other)).count();
              return new Place(order.get(rank), rank + 1, greater + 1, effects.size() - smaller);
            })
        .toList();
  }

  private static boolean surely(Effect greater, Effect smaller) {
    if (greater.value() <= smaller.value()) {
      return false;
    }
    Optional<Interval> difference = greater.less(smaller).interval();
    return difference.isPresent() && difference.get().low() > 0;
  }
}
