package dev.lamina.bench.planted;

import dev.lamina.metrics.section.Boundary;
import dev.lamina.metrics.section.SectionFinder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// How often sections are found as they were planted.
///
/// @param cases simulated
/// @param rightNumber cases with as many sections as planted
/// @param planted boundaries
/// @param near planted boundaries with a found one at most a layer away
/// @param exact planted boundaries that are found where they are
/// @param intervals of boundaries where the number is right
/// @param covering those that hold the planted boundary
record Recovery(
    int cases, int rightNumber, int planted, int near, int exact, int intervals, int covering) {

  static final Recovery NONE = new Recovery(0, 0, 0, 0, 0, 0, 0);

  static Recovery of(PlantedCurves.Shape shape, Noise noise, int cases, long seed) {
    return IntStream.range(0, cases)
        .parallel()
        .mapToObj(i -> one(PlantedCurves.draw(new Random(seed + 7919L * i), shape, noise)))
        .reduce(NONE, Recovery::plus);
  }

  private static Recovery one(PlantedCurves planted) {
    return of(
        planted.boundaries(), SectionFinder.withDefaults().find(planted.curves()).boundaries());
  }

  static Recovery of(List<Integer> planted, List<Boundary> found) {
    boolean right = found.size() == planted.size();
    int covering = 0;
    for (int i = 0; right && i < found.size(); i++) {
      boolean holds = found.get(i).low() <= planted.get(i) && planted.get(i) <= found.get(i).high();
      covering += holds ? 1 : 0;
    }
    return new Recovery(
        1,
        right ? 1 : 0,
        planted.size(),
        within(planted, found, 1),
        within(planted, found, 0),
        right ? found.size() : 0,
        covering);
  }

  private static int within(List<Integer> planted, List<Boundary> found, int layers) {
    return (int)
        planted.stream()
            .filter(p -> found.stream().anyMatch(f -> Math.abs(f.afterLayer() - p) <= layers))
            .count();
  }

  Recovery plus(Recovery other) {
    return new Recovery(
        cases + other.cases,
        rightNumber + other.rightNumber,
        planted + other.planted,
        near + other.near,
        exact + other.exact,
        intervals + other.intervals,
        covering + other.covering);
  }
}
