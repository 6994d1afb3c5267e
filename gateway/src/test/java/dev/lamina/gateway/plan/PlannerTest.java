package dev.lamina.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.Digest;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerTest {

  static final Comparison PAIR = new Comparison("base", "ctl-{task}");

  static ResolvedModel model(String name, int layers, long parameters) {
    ModelDigest digest = new ModelDigest(Digest.of("test").with("name", name).hex());
    return new ResolvedModel(
        name,
        ModelRef.of(new ModelRef.Part(digest, "file:/" + name)),
        layers,
        8,
        512,
        parameters,
        "there",
        "default",
        List.of());
  }

  static ResolvedTask task(String name, int rows) {
    RowsDigest digest = new RowsDigest(Digest.of("test").with("rows", name).hex());
    return new ResolvedTask(
        name,
        "cluster",
        true,
        digest,
        rows,
        rows * 100L,
        List.of(new ResolvedTask.Pair(PAIR, "base", "ctl-" + name)));
  }

  static ResolvedSweep sweep(List<ResolvedTask> tasks, List<Integer> layers, long parameters) {
    List<ResolvedModel> models = new ArrayList<>();
    models.add(model("base", 5, parameters));
    tasks.forEach(task -> models.add(model("ctl-" + task.name(), 5, parameters)));
    return new ResolvedSweep(
        "test",
        models,
        tasks,
        List.of(PAIR),
        "cls",
        128,
        "truncate",
        "float32",
        layers,
        List.of("cka"),
        "");
  }

  @Provide
  Arbitrary<ResolvedSweep> sweeps() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(1, 3000),
            Arbitraries.longs().between(1_000, 10_000_000_000L))
        .as(
            (tasks, rows, parameters) -> {
              List<ResolvedTask> all = new ArrayList<>();
              for (int i = 0; i < tasks; i++) {
                all.add(task("t" + i, rows + i));
              }
              return sweep(all, List.of(), parameters);
            });
  }

  @Property(tries = 200)
  void aPlanIsAPureFunction(@ForAll("sweeps") ResolvedSweep sweep) {
    assertThat(Planner.plan(sweep, "1")).isEqualTo(Planner.plan(sweep, "1"));
  }

  @Property(tries = 200)
  void batchesCoverEachRowOnceAndAreOfEvenSize(@ForAll("sweeps") ResolvedSweep sweep) {
    for (PlannedArray array : Planner.plan(sweep, "1").arrays()) {
      int covered = 0;
      for (int batch = 0; batch < array.shape().batches(); batch++) {
        assertThat(array.shape().firstRow(batch)).isEqualTo(covered);
        covered += array.shape().rowsOf(batch);
      }
      assertThat(covered).isEqualTo(array.shape().rows());
      long padding =
          (long) array.shape().batches() * array.shape().batchRows() - array.shape().rows();
      assertThat(padding).isLessThan(array.shape().batches());
    }
  }

  @Property
  void batchesOfALargeTaskStoreAtMostTwoPercentMoreThanItsRows(
      @ForAll @IntRange(min = 400, max = 20_000) int rows,
      @ForAll @IntRange(min = 1, max = 20_000) int most) {
    int size = BatchRule.even(rows, Math.min(most, rows));

    assertThat(size).isBetween(1, most);
    assertThat(Math.ceilDiv(rows, size) * size - rows).isLessThanOrEqualTo(rows / 50);
  }

  @Test
  void aModelThatSeveralPairsNeedIsExtractedOnce() {
    ResolvedTask task = task("sst2", 10);
    Comparison self = new Comparison("base", "base");
    ResolvedTask twice =
        new ResolvedTask(
            task.name(),
            task.cluster(),
            true,
            task.rows(),
            10,
            1000,
            List.of(task.pairs().getFirst(), new ResolvedTask.Pair(self, "base", "base")));
    ResolvedSweep one = sweep(List.of(twice), List.of(), 1000);

    SweepPlan plan = Planner.plan(one, "1");

    assertThat(plan.arrays()).hasSize(2);
    assertThat(plan.analyses()).hasSize(1);
    assertThat(plan.cells()).isEqualTo(2 * 5);
  }

  @Test
  void whatChangesNumbersChangesKeys() {
    ResolvedSweep sweep = sweep(List.of(task("sst2", 10)), List.of(), 1000);
    Set<String> keys = new HashSet<>();
    keys.add(key(sweep, "1"));
    keys.add(key(with(sweep, "mean", 128, "truncate", "float32"), "1"));
    keys.add(key(with(sweep, "cls", 64, "truncate", "float32"), "1"));
    keys.add(key(with(sweep, "cls", 128, "refuse", "float32"), "1"));
    keys.add(key(with(sweep, "cls", 128, "truncate", "float16"), "1"));
    keys.add(key(with(sweep, "cls", 128, "truncate", "bfloat16"), "1"));
    keys.add(key(sweep(List.of(task("other", 10)), List.of(), 1000), "1"));

    assertThat(keys).hasSize(7);
  }

  @Test
  void float16IsStoredAsFloat16AndAllElseAsFloat32() {
    ResolvedSweep sweep = sweep(List.of(task("sst2", 10)), List.of(), 1000);

    assertThat(stored(sweep)).isEqualTo(ElementType.FLOAT32);
    assertThat(stored(with(sweep, "cls", 128, "truncate", "bfloat16")))
        .isEqualTo(ElementType.FLOAT32);
    assertThat(stored(with(sweep, "cls", 128, "truncate", "float16")))
        .isEqualTo(ElementType.FLOAT16);
  }

  private static ElementType stored(ResolvedSweep sweep) {
    return Planner.plan(sweep, "1").arrays().getFirst().shape().stored();
  }

  @Test
  void layersOnlySelectScores() {
    ResolvedSweep all = sweep(List.of(task("sst2", 10)), List.of(), 1000);
    ResolvedSweep some = sweep(List.of(task("sst2", 10)), List.of(1, 3), 1000);

    assertThat(Planner.plan(some, "1").arrays()).isEqualTo(Planner.plan(all, "1").arrays());
    assertThat(Planner.plan(some, "1").analyses().getFirst().unit().layers()).containsExactly(1, 3);
  }

  @Test
  void modelsOfDifferentDepthAreComparedWhereBothHaveLayers() {
    ResolvedTask task = task("sst2", 10);
    ResolvedSweep sweep =
        new ResolvedSweep(
            "test",
            List.of(model("base", 5, 1000), model("ctl-sst2", 3, 1000)),
            List.of(task),
            List.of(PAIR),
            "cls",
            128,
            "truncate",
            "float32",
            List.of(),
            List.of("cka"),
            "");

    List<AnalysisUnit> units =
        Planner.plan(sweep, "1").analyses().stream().map(PlannedAnalysis::unit).toList();

    assertThat(units).singleElement().extracting(AnalysisUnit::layers).isEqualTo(List.of(0, 1, 2));
  }

  private static String key(ResolvedSweep sweep, String kernels) {
    return Planner.plan(sweep, kernels).arrays().getFirst().digest().hex();
  }

  private static ResolvedSweep with(
      ResolvedSweep s, String pooling, int maxTokens, String tooLong, String precision) {
    return new ResolvedSweep(
        s.name(),
        s.models(),
        s.tasks(),
        s.comparisons(),
        pooling,
        maxTokens,
        tooLong,
        precision,
        s.layers(),
        s.measures(),
        s.spec());
  }
}
