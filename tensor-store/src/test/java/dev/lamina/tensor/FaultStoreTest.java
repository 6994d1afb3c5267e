package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.UnitDigest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultStoreTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));
  private static final ArrayDigest OTHER = new ArrayDigest("b".repeat(64));
  private static final UnitDigest UNIT = new UnitDigest("c".repeat(64));
  private static final Event.BatchFailed BATCH =
      new Event.BatchFailed(ARRAY, 3, Fault.MODEL_INVALID, "no graph");
  private static final Event.AnalysisFailed ANALYSIS =
      new Event.AnalysisFailed(UNIT, Fault.INTERNAL, "surprise");

  private final ObjectStore store;
  private final FaultStore faults;

  FaultStoreTest(@TempDir Path folder) {
    store = FolderStore.at(folder);
    faults = new FaultStore(store);
  }

  @Test
  void faultsOfOnesOwnUnitsAreFoundWithTheirCauses() {
    faults.keep(BATCH);
    faults.keep(new Event.BatchFailed(OTHER, 0, Fault.INTERNAL, "not mine"));
    faults.keep(ANALYSIS);

    assertThat(faults.of(ARRAY::equals, UNIT::equals)).containsExactlyInAnyOrder(BATCH, ANALYSIS);
    assertThat(faults.of(ARRAY::equals, unit -> false)).containsExactly(BATCH);
  }

  @Test
  void whatIsTriedAgainIsForgottenAndOthersStay() {
    faults.keep(BATCH);
    faults.keep(ANALYSIS);

    faults.forget(ARRAY::equals, unit -> false);

    assertThat(faults.of(array -> true, unit -> true)).containsExactly(ANALYSIS);
  }

  @Test
  void aWithdrawnUnitIsSoUntilItIsRevoked() {
    Withdrawals withdrawals = new Withdrawals(store);
    assertThat(withdrawals.isWithdrawn(UNIT)).isFalse();

    withdrawals.withdraw(UNIT);
    withdrawals.withdraw(UNIT);

    assertThat(withdrawals.isWithdrawn(UNIT)).isTrue();
    assertThat(withdrawals.all()).containsExactly(UNIT);
    withdrawals.revoke(UNIT);
    assertThat(withdrawals.all()).isEmpty();
  }
}
