package dev.lamina.gateway.source;

import dev.lamina.contract.ModelRef.Part;
import dev.lamina.extraction.ModelDescription;
import java.nio.file.Path;
import java.util.Optional;

/// A model on this machine.
///
/// @param part as workers should fetch it
record FoundModel(Part part, Path path, ModelDescription description) {

  /// Why it cannot be computed in a precision; empty when it can.
  Optional<String> refusal(String precision) {
    if (description.precisions().contains(precision)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is an ONNX model, which computes in the precision of its own graph; write float32, or name its Hugging Face checkpoint"
            .formatted(part.source()));
  }
}
