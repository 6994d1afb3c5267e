package dev.lamina.tensor;

import dev.lamina.contract.UnitDigest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// Units that are in a queue and that nobody wants any more. A worker looks before it begins.
public final class Withdrawals {

  private final ObjectStore store;

  public Withdrawals(ObjectStore store) {
    this.store = store;
  }

  public void withdraw(UnitDigest unit) {
    store.createOnce(Keys.withdrawn(unit), "withdrawn".getBytes(StandardCharsets.UTF_8));
  }

  /// Somebody wants it again, or it has left the queue.
  public void revoke(UnitDigest unit) {
    store.delete(Keys.withdrawn(unit));
  }

  public boolean isWithdrawn(UnitDigest unit) {
    return store.exists(Keys.withdrawn(unit));
  }

  public Set<UnitDigest> all() {
    return store.list(Keys.WITHDRAWN).stream()
        .flatMap(key -> Keys.withdrawnUnit(key).stream())
        .collect(Collectors.toSet());
  }
}
