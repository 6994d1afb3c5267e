package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.extraction.ModelException.Kind;
import org.junit.jupiter.api.Test;

/// Devices on a machine that has none but its processors.
class DeviceTest {

  @Test
  void aGpuThatIsNotThereIsNamed() {
    assertRefused(
        () ->
            HiddenStateExtractor.open(
                ModelSource.at(TinyCheckpoint.at("llama")),
                RuntimeOptions.on(new Device.Cuda(0, 1 << 30))),
        Kind.FAILED,
        "CUDA",
        "set the device to cpu");
  }

  @Test
  void bfloat16IsRefusedOnACpu() {
    assertRefused(
        () -> TinyCheckpoint.open("llama", Precision.BFLOAT16),
        Kind.UNSUPPORTED,
        "bfloat16 is computed on GPUs only");
  }

  @Test
  void aGpuLikesLongerRuns() {
    assertThat(RuntimeOptions.on(new Device.Cuda(1, 0)).tokensPerRun())
        .isGreaterThan(RuntimeOptions.withDefaults().tokensPerRun());
  }

  @Test
  void aGpuIsCountedFromZero() {
    assertThatThrownBy(() -> new Device.Cuda(-1, 0)).hasMessageContaining("GPU -1");
  }
}
