package dev.lamina.analyzer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.Event;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.Side;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.ScoreStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisWorkTest {

  private static final ArrayDigest BASE = new ArrayDigest("b".repeat(64));
  private static final ArrayDigest TUNED = new ArrayDigest("e".repeat(64));
  private static final ArrayDigest CONTROL = new ArrayDigest("c".repeat(64));
  private static final List<ArrayPair> PAIRS =
      List.of(new ArrayPair(BASE, CONTROL), new ArrayPair(TUNED, CONTROL));

  private static final int LAYERS = 2;
  private static final int FEATURES = 24;

  @TempDir private Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private FolderStore store;
  private AnalysisWork work;
  private final Map<ArrayDigest, float[]> states = new HashMap<>();
  private int rows;

  @BeforeEach
  void open() {
    store = FolderStore.at(folder);
    work =
        new AnalysisWork(
            store, OpenBlas.withDefaults().withThreads(2), new AnalysisMeters(registry));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// States of three models that share much; some rows of each may be unusable.
  private void store(int count, Map<ArrayDigest, List<Integer>> unusable) {
    rows = count;
    for (ArrayDigest array : List.of(BASE, TUNED, CONTROL)) {
      Random shared = new Random(1);
      Random own = new Random(array.hex().charAt(0));
      float[] all = new float[LAYERS * rows * FEATURES];
      for (int i = 0; i < all.length; i++) {
        all[i] = (float) (50 + shared.nextGaussian() + 0.5 * own.nextGaussian());
      }
      List<Integer> bad = unusable.getOrDefault(array, List.of());
      for (int layer = 0; layer < LAYERS; layer++) {
        for (int row : bad) {
          int at = (layer * rows + row) * FEATURES;
          Arrays.fill(all, at, at + FEATURES, Float.NaN);
        }
      }
      states.put(array, all);
      write(array, all, bad);
    }
  }

  private void write(ArrayDigest array, float[] all, List<Integer> unusable) {
    ArrayShape shape =
        new ArrayShape(LAYERS, rows, FEATURES, Math.min(7, rows), ElementType.FLOAT32);
    Activations activations = new Activations(store);
    List<String> ids = IntStream.range(0, rows).mapToObj(i -> "row-" + i).toList();
    activations.declare(array, shape, ids, Map.of());
    for (int batch = 0; batch < shape.batches(); batch++) {
      int first = shape.firstRow(batch);
      int last = first + shape.rowsOf(batch);
      float[] part = new float[LAYERS * shape.rowsOf(batch) * FEATURES];
      for (int layer = 0; layer < LAYERS; layer++) {
        System.arraycopy(
            all,
            (layer * rows + first) * FEATURES,
            part,
            layer * shape.rowsOf(batch) * FEATURES,
            shape.rowsOf(batch) * FEATURES);
      }
      List<DroppedRow> dropped =
          unusable.stream()
              .filter(row -> row >= first && row < last)
              .map(row -> new DroppedRow("row-" + row, "empty"))
              .toList();
      activations.store(array, shape, batch, part, dropped);
    }
  }

  private List<Cell> analyse(List<ArrayPair> pairs, String... measures) {
    AnalysisUnit unit = AnalysisUnit.of(pairs, List.of(0, 1), List.of(measures), Measures.KERNELS);
    assertThat(work.perform(unit)).isEqualTo(new Event.ScoresStored(unit.id(), false));
    assertThat(work.perform(unit)).isEqualTo(new Event.ScoresStored(unit.id(), true));
    return new ScoreStore(store).read(unit.id()).orElseThrow().cells();
  }

  private Side side(ArrayDigest array, int layer) {
    float[] all = states.getOrDefault(array, new float[0]);
    int size = rows * FEATURES;
    return Side.of(
        Matrix.of(rows, FEATURES, Arrays.copyOfRange(all, layer * size, (layer + 1) * size)));
  }

  private double expected(Cell cell) {
    Side x = side(cell.experimental(), cell.layer());
    return cell.control()
        .map(
            control ->
                Measures.named(cell.measure()).orElseThrow().score(x, side(control, cell.layer())))
        .orElseGet(() -> Measures.descriptor(cell.measure()).orElseThrow().score(x))
        .value()
        .orElseThrow();
  }

  /// Fewer rows than features, as many, more, and more than one block.
  @ParameterizedTest
  @ValueSource(ints = {21, 24, 60, 1200})
  void everyScoreIsThatOfTheSameRowsInMemory(int count) {
    store(count, Map.of(BASE, List.of(3), CONTROL, List.of(3, 17)));

    List<Cell> cells = analyse(PAIRS, Measures.names().toArray(String[]::new));

    int pairs = Measures.all().size();
    int sides = Measures.descriptors().size();
    assertThat(cells).hasSize(LAYERS * (2 * pairs + 3 * sides));
    for (Cell cell : cells) {
      assertThat(cell.value().orElseThrow())
          .as("%s", cell)
          .isCloseTo(expected(cell), within(1e-5 * Math.max(1, expected(cell))));
    }
  }

  @Test
  void rowsAreCountedPairByPair() {
    store(60, Map.of(BASE, List.of(3, 40), CONTROL, List.of(3)));

    List<Cell> cells = analyse(PAIRS, "cka", "anisotropy");

    assertThat(cells)
        .allSatisfy(
            cell -> {
              int dropped = droppedOf(cell);
              assertThat(cell.dropped()).as("%s", cell).isEqualTo(dropped);
              assertThat(cell.n()).isEqualTo(60 - dropped);
            });
  }

  private static int droppedOf(Cell cell) {
    if (cell.experimental().equals(BASE)) {
      return 2;
    }
    boolean control = cell.control().isPresent() || cell.experimental().equals(CONTROL);
    return control ? 1 : 0;
  }

  @Test
  void aRowThatHoldsNanWithoutBeingDeclaredIsLeftOut() {
    store(60, Map.of());
    float[] tuned = requireNonNull(states.get(TUNED)).clone();
    tuned[(60 + 31) * FEATURES + 5] = Float.POSITIVE_INFINITY;
    ArrayDigest odd = new ArrayDigest("f".repeat(64));
    states.put(odd, tuned);
    write(odd, tuned, List.of());

    List<Cell> cells = analyse(List.of(new ArrayPair(odd, CONTROL)), "cka-debiased");

    assertThat(cells).extracting(Cell::dropped).containsExactly(0, 1);
    assertThat(cells.get(1).value().orElseThrow()).isCloseTo(expected(cells.get(1)), within(1e-5));
  }

  @Test
  void whatAnArrayBringsIntoEveryPairIsComputedOnce() throws IOException {
    store(200, Map.of());
    List<Cell> first = analyse(List.of(PAIRS.getFirst()), "cka");
    try (Stream<Path> terms = Files.list(folder.resolve("self-terms"))) {
      assertThat(terms).hasSize(2 * LAYERS);
    }

    List<Cell> again = analyse(PAIRS, "cka", "cka-debiased");

    try (Stream<Path> terms = Files.list(folder.resolve("self-terms"))) {
      assertThat(terms).hasSize(3 * LAYERS);
    }
    assertThat(again).containsAll(first);
  }

  @Test
  void arraysWithoutAUsableRowHaveNoScoresAndSayWhy() {
    store(3, Map.of(CONTROL, List.of(0, 1, 2)));

    List<Cell> cells = analyse(PAIRS, Measures.names().toArray(String[]::new));

    assertThat(cells)
        .filteredOn(cell -> cell.control().isPresent())
        .allSatisfy(
            cell -> {
              assertThat(cell.value()).isEmpty();
              assertThat(cell.undefined().orElseThrow()).contains("rows");
              assertThat(cell.n()).isZero();
            });
  }

  @Test
  void aUnitCountsItsLayersAndScoresOnce() {
    store(3, Map.of(CONTROL, List.of(0, 1, 2)));

    analyse(PAIRS, "cka", "cka-debiased");

    assertThat(registry.get("lamina.analyzer.layers").timer().count()).isEqualTo(LAYERS);
    assertThat(counter("lamina.analyzer.scores")).isEqualTo(LAYERS * 2 * 2);
    assertThat(counter("lamina.analyzer.undefined.scores")).isEqualTo(LAYERS * 2 * 2);
    assertThat(counter("lamina.analyzer.redone.units")).isZero();
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  @Test
  void aMeasureThatIsNotKnownIsAFaultOfTheMessage() {
    store(9, Map.of());
    AnalysisUnit unit = AnalysisUnit.of(PAIRS, List.of(0), List.of("ckka"), "2");

    assertThatThrownBy(() -> work.perform(unit)).hasMessageContaining("\"ckka\"");
  }
}
