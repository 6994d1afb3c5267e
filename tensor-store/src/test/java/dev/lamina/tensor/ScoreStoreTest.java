package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.UnitScores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreStoreTest {

  private static final UnitDigest UNIT = new UnitDigest("d".repeat(64));
  private static final UnitDigest OTHER = new UnitDigest("e".repeat(64));

  private final MemoryStore objects = new MemoryStore();
  private final ScoreStore scores = new ScoreStore(objects);

  @Test
  void scoresComeBackAndTheFirstOnesStay() {
    assertThat(scores.store(scoresOf(UNIT, 0.5))).isTrue();
    assertThat(scores.store(scoresOf(UNIT, 0.7))).isFalse();

    assertThat(scores.read(UNIT)).contains(scoresOf(UNIT, 0.5));
    assertThat(scores.isStored(UNIT)).isTrue();
    assertThat(scores.stored()).containsExactly(UNIT);
  }

  @Test
  void whatIsNotStoredIsEmpty() {
    objects.createOnce("scores/" + UNIT + ".json-half", new byte[1]);

    assertThat(scores.read(UNIT)).isEmpty();
    assertThat(scores.isStored(UNIT)).isFalse();
    assertThat(scores.stored()).isEmpty();
  }

  @Test
  void scoresOfAnotherUnitOrNoScoresAreCorrupt() {
    scores.store(scoresOf(OTHER, 0.5));
    objects.put(Keys.scores(UNIT), objects.read(Keys.scores(OTHER)).orElseThrow());
    assertCorrupt();

    objects.put(Keys.scores(UNIT), ObjectStoreContract.bytes("[]"));
    assertCorrupt();
  }

  private void assertCorrupt() {
    assertThatThrownBy(() -> scores.read(UNIT))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_CORRUPT))
        .hasMessageContaining("scores/" + UNIT + ".json in memory");
  }

  private static UnitScores scoresOf(UnitDigest unit, double value) {
    ArrayDigest array = new ArrayDigest("a".repeat(64));
    return new UnitScores(
        unit,
        List.of(
            new UnitScores.Cell(
                array,
                Optional.of(array),
                0,
                "cka",
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                7,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty())));
  }
}
