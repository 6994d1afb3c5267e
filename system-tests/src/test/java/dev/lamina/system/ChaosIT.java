package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.system.chaos.Chaos;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./dev chaos`, with faults that no run before had.
class ChaosIT {

  @Test
  void nothingIsLostDoubledOrChangedByFaults(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime() & 0xffff_ffffL;

    assertThat(Chaos.briefly(Project.HOME, folder, seed, System.out))
        .as("repeat it: ./dev chaos --short --seed %d", seed)
        .isEmpty();
  }
}
