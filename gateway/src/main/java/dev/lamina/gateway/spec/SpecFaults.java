package dev.lamina.gateway.spec;

import java.util.ArrayList;
import java.util.List;

/// Collects all faults of a spec, so that its author mends them in one go.
public final class SpecFaults {

  private static final int MOST = 100;

  private final List<SpecFault> found = new ArrayList<>();
  private int more;

  public void add(String where, String message) {
    if (found.size() < MOST) {
      found.add(new SpecFault(where, message));
    } else {
      more++;
    }
  }

  public boolean any() {
    return !found.isEmpty();
  }

  public int count() {
    return found.size() + more;
  }

  /// Ends here if anything was found.
  public void refuse() throws SpecException {
    if (any()) {
      List<SpecFault> all = new ArrayList<>(found);
      if (more > 0) {
        all.add(new SpecFault("", "and " + more + " more"));
      }
      throw new SpecException(all);
    }
  }
}
