package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.lamina.extraction.ModelException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeFailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running MatMul node. Name:'k' Status Message: BFCArena::AllocateRawInternal(size_t, bool, Stream*) Failed to allocate memory for requested buffer of size 939524096",
        "Error code - ORT_FAIL - message: CUDA failure 2: out of memory ; GPU=0 ; hostname=a",
        "Error code - ORT_FAIL - message: CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0",
        "Error code - ORT_RUNTIME_EXCEPTION - message: std::bad_alloc"
      })
  void tooLittleMemoryIsNoFaultOfTheModel(String said) {
    assertThat(RuntimeFailures.ofMemory(new OrtException(said), "the weights of 'm'"))
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.MEMORY);
              assertThat(e).hasMessageContaining("too little memory free for the weights of 'm'");
            });
  }

  @Test
  void whatElseItSaysIsNotOfMemory() {
    assertThat(
            RuntimeFailures.ofMemory(
                new OrtException("Error code - ORT_INVALID_GRAPH - message: no op Foo"), "a run"))
        .isEmpty();
  }
}
