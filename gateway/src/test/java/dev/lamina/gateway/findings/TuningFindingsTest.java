package dev.lamina.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningFindingsTest {

  /// The tuned model is listed first: which one is the base follows from the adapter.
  private static final PlantedSweep SWEEP = new PlantedSweep(8, List.of("sft", "base"));

  /// Tasks 0-2 gain 0.3 from layer 7 on, task 3 loses as much, task 4 is in neither model, tasks
  /// 5-7 are encoded in the base.
  private static double truth(PlantedSweep.Place place) {
    double base = place.task() == 4 ? 0.2 : 0.8;
    if (place.experimental().equals("base") || place.layer() < 7 || place.task() > 3) {
      return base;
    }
    return place.task() == 3 ? base - 0.3 : base + 0.15;
  }

  private static final Findings FOUND =
      FindingsBuilder.build(SWEEP.plan(), SWEEP.cells(TuningFindingsTest::truth));

  private static TaskGain task(int number) {
    return FOUND.gains().stream()
        .filter(gain -> gain.task().equals("t" + number))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theBaseIsTheModelThatTheOtherIsAnAdapterOn() {
    assertThat(FOUND.tuning()).hasSize(1);
    assertThat(FOUND.tuning().getFirst().base()).isEqualTo("base");
    assertThat(FOUND.tuning().getFirst().tuned()).isEqualTo("sft");
  }

  @Test
  void plantedGainsAreFoundAtTheirLayers() {
    assertThat(task(0).gain()).isCloseTo(0.15 * 6 / 13, within(0.01));
    assertThat(task(0).gained()).contains(7, 8, 9, 10, 11, 12);
    assertThat(task(0).gained()).doesNotContain(0, 1, 2, 3, 4, 5, 6);
    assertThat(task(3).lost()).contains(7, 12);
    assertThat(task(0).low().orElseThrow()).isLessThan(0.15 * 6 / 13);
    assertThat(task(0).high().orElseThrow()).isGreaterThan(0.15 * 6 / 13);
  }

  @Test
  void verdictsFollowTheIntervals() {
    assertThat(List.of(0, 1, 2)).allSatisfy(t -> assertThat(task(t).verdict()).isEqualTo("gained"));
    assertThat(task(3).verdict()).isEqualTo("lost");
    assertThat(task(4).verdict()).isEqualTo("absent");
    assertThat(List.of(5, 6, 7))
        .allSatisfy(t -> assertThat(task(t).verdict()).isEqualTo("encoded"));
    assertThat(FOUND.tuning().getFirst().verdicts()).containsEntry("gained", 3);
  }

  @Test
  void equalGainsShareTheirRanks() {
    assertThat(List.of(0, 1, 2))
        .allSatisfy(
            t -> {
              assertThat(task(t).rankLow()).isLessThanOrEqualTo(3);
              assertThat(task(t).rankHigh()).isLessThanOrEqualTo(3);
            });
    assertThat(task(3).rankLow()).isEqualTo(8);
  }

  @Test
  void withoutInfluencesNothingIsDecided() {
    var cells =
        SWEEP.cells(TuningFindingsTest::truth).stream()
            .map(cell -> new ScoredCell(cell.row(), List.of(), Optional.empty()))
            .toList();

    Findings findings = FindingsBuilder.build(SWEEP.plan(), cells);

    assertThat(findings.gains()).allMatch(gain -> gain.verdict().equals("undecided"));
    assertThat(findings.gains()).allMatch(gain -> gain.rankLow() == 1 && gain.rankHigh() == 8);
    assertThat(findings.chance()).isEmpty();
  }
}
