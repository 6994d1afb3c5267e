package dev.lamina.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {

  /// 3 layers of 2 features.
  private static final int STATES = 3 * Agreement.ROWS * 2;

  @TempDir Path folder;

  @Test
  void theWorstRowOfTheWorstLayerCounts() throws Exception {
    float[] reference = new float[STATES];
    Arrays.fill(reference, 3);
    float[] ours = reference.clone();
    ours[40] += 0.03f;
    ours[70] -= 0.3f;

    // Norm of a state: 3 * sqrt(2)
    assertThat(Agreement.worstError(file("a", ours), file("b", reference), 2))
        .isCloseTo(0.3 / (3 * Math.sqrt(2)), within(1e-6));
  }

  @Test
  void anotherNumberOfLayersIsNoAgreement() throws Exception {
    Path shorter = file("a", new float[STATES - 2 * Agreement.ROWS]);
    Path reference = file("b", new float[STATES]);

    assertThatIllegalStateException().isThrownBy(() -> Agreement.worstError(shorter, reference, 2));
  }

  private Path file(String name, float[] states) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * states.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(states);
    return Files.write(folder.resolve(name), bytes.array());
  }
}
