package dev.lamina.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.contract.Digest;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingsBuilderTest {

  private static final Comparison PAIR = new Comparison("base", "ctl-{task}");
  private static final int LAYERS = 13;

  private static SweepPlan plan(int tasks) {
    List<ResolvedModel> models = new ArrayList<>();
    models.add(model("base"));
    List<ResolvedTask> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      String name = "t" + i;
      models.add(model("ctl-" + name));
      all.add(
          new ResolvedTask(
              name,
              i < tasks / 2 ? "low" : "high",
              i % 2 == 0,
              new RowsDigest(Digest.of("rows").with("task", name).hex()),
              10,
              1000,
              List.of(new ResolvedTask.Pair(PAIR, "base", "ctl-" + name))));
    }
    return Planner.plan(
        new ResolvedSweep(
            "test",
            models,
            all,
            List.of(PAIR),
            "cls",
            128,
            "truncate",
            "float32",
            List.of(),
            List.of("cka"),
            ""),
        "1");
  }

  private static ResolvedModel model(String name) {
    ModelDigest digest = new ModelDigest(Digest.of("model").with("name", name).hex());
    return new ResolvedModel(
        name,
        ModelRef.of(new ModelRef.Part(digest, "file:/x")),
        LAYERS,
        8,
        512,
        1000,
        "there",
        "default",
        List.of());
  }

  /// Scores with a step after layer 6; the second half of the tasks lies higher by 0.1.
  private static List<ScoredCell> cells(List<ScoreRow> rows) {
    return rows.stream().map(row -> new ScoredCell(row, List.of(), Optional.empty())).toList();
  }

  private static List<ScoreRow> planted(SweepPlan plan) {
    Random noise = new Random(7);
    List<ScoreRow> rows = new ArrayList<>();
    for (ResolvedTask task : plan.sweep().tasks()) {
      for (int layer = 0; layer < LAYERS; layer++) {
        double value =
            (layer <= 6 ? 0.8 : 0.4)
                + (task.cluster().equals("high") ? 0.1 : 0)
                + 0.01 * noise.nextGaussian();
        rows.add(
            new ScoreRow(
                "base",
                "ctl-" + task.name(),
                task.name(),
                task.cluster(),
                layer,
                "cka",
                value,
                null,
                null,
                10,
                0));
      }
    }
    return rows;
  }

  @Test
  void aPlantedBoundaryIsFound() {
    SweepPlan plan = plan(8);

    Findings findings = FindingsBuilder.build(plan, cells(planted(plan)));

    Findings.PairSections sections = findings.sections().getFirst();
    assertThat(sections.count()).isEqualTo(2);
    assertThat(sections.boundaries().getFirst().after()).isEqualTo(6);
    assertThat(sections.sections().getLast().last()).isEqualTo(LAYERS - 1);
  }

  @Test
  void tasksAreRankedAndClustersAveraged() {
    SweepPlan plan = plan(8);

    Findings findings = FindingsBuilder.build(plan, cells(planted(plan)));

    assertThat(findings.tasks()).extracting(Findings.TaskFinding::rank).isSorted();
    assertThat(findings.tasks())
        .extracting(Findings.TaskFinding::mean)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(findings.clusters())
        .extracting(Findings.ClusterFinding::cluster)
        .containsExactly("high", "low");
    assertThat(findings.clusters().getFirst().mean() - findings.clusters().getLast().mean())
        .isCloseTo(0.1, within(0.02));
  }

  @Test
  void unseenTasksLikeSeenOnesCannotBeToldApart() {
    SweepPlan plan = plan(8);

    Findings.UnseenFinding unseen =
        FindingsBuilder.build(plan, cells(planted(plan))).unseen().getFirst();

    assertThat(unseen.seenTasks()).isEqualTo(4);
    assertThat(unseen.low().orElseThrow()).isNegative();
    assertThat(unseen.high().orElseThrow()).isPositive();
  }

  @Test
  void everySentenceIsMadeOfTheNumbersBesideIt() {
    SweepPlan plan = plan(8);

    List<Findings.Statement> statements =
        FindingsBuilder.build(plan, cells(planted(plan))).statements();

    assertThat(statements).hasSize(4);
    for (Findings.Statement statement : statements) {
      String numbers = statement.numbers().toString();
      java.util.regex.Matcher decimals =
          java.util.regex.Pattern.compile("-?\\d\\.\\d{3}").matcher(statement.text());
      while (decimals.find()) {
        String shown = decimals.group();
        assertThat(numbers(numbers)).as(statement.text()).contains(shown);
      }
    }
  }

  /// All numbers of a text, rounded as sentences show them.
  private static List<String> numbers(String text) {
    return java.util.regex.Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
        .matcher(text)
        .results()
        .map(m -> String.format(java.util.Locale.ROOT, "%.3f", Double.parseDouble(m.group())))
        .toList();
  }

  @Test
  void undefinedScoresLeaveNoFinding() {
    SweepPlan plan = plan(2);
    List<ScoreRow> rows =
        planted(plan).stream()
            .map(
                r ->
                    new ScoreRow(
                        r.experimental(),
                        r.control(),
                        r.task(),
                        r.cluster(),
                        r.layer(),
                        r.measure(),
                        null,
                        null,
                        null,
                        10,
                        0))
            .toList();

    Findings findings = FindingsBuilder.build(plan, cells(rows));

    assertThat(findings.tasks()).isEmpty();
    assertThat(findings.statements()).isEmpty();
  }
}
