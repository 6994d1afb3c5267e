package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RunPlanTest {

  @Property
  void everyRowRunsOnceWithinTheBudget(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 600) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 4096) int tokensPerRun) {
    // When
    List<List<PlannedRow>> runs = new RunPlan(tokensPerRun, true).runs(rows(lengths));

    // Then
    assertThat(runs.stream().flatMap(List::stream).map(PlannedRow::index))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
    assertThat(runs)
        .allSatisfy(
            run -> {
              int longest = run.stream().mapToInt(PlannedRow::length).max().orElseThrow();
              assertThat(run.size() == 1 || run.size() * longest <= tokensPerRun).isTrue();
            });
  }

  /// Runs of rows in order of length are told apart by where one ends: all ways are tried.
  @Property
  void noOtherDivisionCostsLess(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 200) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 1024) int tokensPerRun) {
    // Given
    List<Integer> sorted = lengths.stream().sorted(Comparator.reverseOrder()).toList();
    long least = Long.MAX_VALUE;
    for (int cuts = 0; cuts < 1 << (sorted.size() - 1); cuts++) {
      least = Math.min(least, cost(divided(sorted, cuts), tokensPerRun));
    }

    // When
    List<List<PlannedRow>> runs = new RunPlan(tokensPerRun, true).runs(rows(lengths));

    // Then
    List<List<Integer>> found =
        runs.stream().map(run -> run.stream().map(PlannedRow::length).toList()).toList();
    assertThat(cost(found, tokensPerRun)).isEqualTo(least);
    assertThat(found.stream().flatMap(List::stream)).containsExactlyElementsOf(sorted);
  }

  /// @param cuts a bit for each place between two lengths
  private static List<List<Integer>> divided(List<Integer> lengths, int cuts) {
    List<List<Integer>> runs = new ArrayList<>();
    int from = 0;
    for (int end = 1; end <= lengths.size(); end++) {
      if (end == lengths.size() || (cuts >> (end - 1) & 1) == 1) {
        runs.add(lengths.subList(from, end));
        from = end;
      }
    }
    return runs;
  }

  private static long cost(List<List<Integer>> runs, int tokensPerRun) {
    long cost = 0;
    for (List<Integer> run : runs) {
      long tokens = (long) run.getFirst() * run.size();
      if (run.size() > 1 && tokens > tokensPerRun) {
        return Long.MAX_VALUE;
      }
      cost += tokens + Math.max(1, tokensPerRun / 64);
    }
    return cost;
  }

  @Property
  void withoutAMaskNothingIsPadded(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 20) Integer> lengths) {
    // When
    List<List<PlannedRow>> runs = new RunPlan(4096, false).runs(rows(lengths));

    // Then
    assertThat(runs).hasSize((int) lengths.stream().distinct().count());
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.stream().map(PlannedRow::length).distinct()).hasSize(1));
  }

  private static List<PlannedRow> rows(List<Integer> lengths) {
    return IntStream.range(0, lengths.size())
        .mapToObj(
            i -> {
              int length = lengths.get(i);
              return new PlannedRow(i, new TokenRow(new long[length], new long[length], 0, 0));
            })
        .toList();
  }
}
