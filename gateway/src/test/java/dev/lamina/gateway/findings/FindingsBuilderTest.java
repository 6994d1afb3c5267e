package dev.lamina.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsBuilderTest {

  private static final PlantedSweep SWEEP = new PlantedSweep(8, List.of("base"));

  /// A step after layer 6; the second half of the tasks lies higher by 0.1.
  private static Findings found() {
    return FindingsBuilder.build(
        SWEEP.plan(),
        SWEEP.cells(
            place ->
                (place.layer() <= 6 ? 0.8 : 0.4) + (place.cluster().equals("high") ? 0.1 : 0)));
  }

  @Test
  void aPlantedBoundaryIsFound() {
    Findings.PairSections sections = found().sections().getFirst();

    assertThat(sections.count()).isEqualTo(2);
    assertThat(sections.boundaries().getFirst().after()).isEqualTo(6);
    assertThat(sections.sections().getLast().last()).isEqualTo(PlantedSweep.LAYERS - 1);
  }

  @Test
  void tasksAreRankedAsFarAsTheirIntervalsAllow() {
    List<Findings.TaskFinding> tasks = found().tasks();

    assertThat(tasks).extracting(Findings.TaskFinding::rank).isSorted();
    assertThat(tasks)
        .extracting(Findings.TaskFinding::mean)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(tasks.subList(0, 4))
        .allSatisfy(task -> assertThat(task.rankHigh()).isLessThanOrEqualTo(4));
    assertThat(tasks.subList(4, 8))
        .allSatisfy(task -> assertThat(task.rankLow()).isGreaterThanOrEqualTo(5));
    assertThat(tasks).anyMatch(task -> task.rankLow() < task.rankHigh());
  }

  @Test
  void clustersAreAveragedAndTheirStructureIsSeen() {
    Findings findings = found();

    assertThat(findings.clusters())
        .extracting(Findings.ClusterFinding::cluster)
        .containsExactly("high", "low");
    assertThat(findings.clusters().getFirst().mean() - findings.clusters().getLast().mean())
        .isCloseTo(0.1, within(0.02));
    assertThat(findings.structure().getFirst().p()).isLessThan(0.05);
    assertThat(findings.structure().getFirst().share()).isGreaterThan(0.8);
  }

  @Test
  void unseenTasksLikeSeenOnesCannotBeToldApart() {
    Findings.UnseenFinding unseen = found().unseen().getFirst();

    assertThat(unseen.seenTasks()).isEqualTo(4);
    assertThat(unseen.low().orElseThrow()).isNegative();
    assertThat(unseen.high().orElseThrow()).isPositive();
  }

  @Test
  void scoresAboveChanceAreCounted() {
    Findings.ChanceFinding chance = found().chance().getFirst();

    assertThat(chance.tested()).isEqualTo(8 * PlantedSweep.LAYERS);
    assertThat(chance.above()).isEqualTo(chance.tested());
  }

  @Test
  void oneExperimentalModelHasNoGain() {
    assertThat(found().tuning()).isEmpty();
    assertThat(found().gains()).isEmpty();
  }

  @Test
  void undefinedScoresLeaveNoFinding() {
    Findings findings =
        FindingsBuilder.build(SWEEP.plan(), PlantedSweep.undefined(SWEEP.cells(place -> 0.5)));

    assertThat(findings.tasks()).isEmpty();
    assertThat(findings.statements()).isEmpty();
  }
}
