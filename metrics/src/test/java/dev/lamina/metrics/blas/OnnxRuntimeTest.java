package dev.lamina.metrics.blas;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

  @Test
  void aBuildWithoutCudaSaysWhatToDo() {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "skipped: this is a build with CUDA");

    assertThatIllegalStateException()
        .isThrownBy(() -> OnnxRuntime.cuda(0, 0, OpenBlas.withDefaults()))
        .withMessageContaining("mvn -Pgpu")
        .withMessageContaining("set the device to cpu");
  }
}
