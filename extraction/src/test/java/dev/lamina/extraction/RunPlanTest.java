package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

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
              assertThat(run)
                  .allSatisfy(
                      row ->
                          assertThat(longest - row.length()).isLessThanOrEqualTo(8 + longest / 8));
            });
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
