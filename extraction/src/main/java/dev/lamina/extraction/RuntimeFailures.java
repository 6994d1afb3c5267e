package dev.lamina.extraction;

import ai.onnxruntime.OrtException;
import dev.lamina.extraction.ModelException.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What ONNX Runtime says when it has too little memory. It has no error code of its own for
/// that, only sentences: of its arenas, of CUDA and its libraries, and of the C++ library.
final class RuntimeFailures {

  private RuntimeFailures() {}

  /// @param what was to be done
  static Optional<ModelException> ofMemory(OrtException e, String what) {
    String said = String.valueOf(e.getMessage());
    return isOfMemory(said)
        ? Optional.of(
            new ModelException(
                Kind.MEMORY,
                "The device has too little memory free for %s: %s. Free some, take a worker with more, or lower tokens-per-run."
                    .formatted(what, said),
                e))
        : Optional.empty();
  }

  static boolean isOfMemory(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    return Stream.of("failed to allocate memory", "out of memory", "alloc_failed", "bad_alloc")
        .anyMatch(lower::contains);
  }
}
