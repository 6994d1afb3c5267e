package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.safetensors.StoredTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A checkpoint's tensors by the names of the bare model. A file that was saved with a head on
/// top has the same names behind a prefix; what belongs to the head is never asked for.
final class Weights {
  private static final List<String> TYPES = List.of("F32", "F16", "BF16");

  private final Map<String, StoredTensor> tensors;
  private final String prefix;

  /// @param prefix of names in files with a head, for instance `model.`
  Weights(Map<String, StoredTensor> tensors, String prefix) {
    this.tensors = tensors;
    this.prefix = prefix;
  }

  /// A tensor of this shape; it may have been saved under an `older` name.
  StoredTensor require(String name, List<Long> shape, String... older) throws ModelException {
    Optional<StoredTensor> found = find(name);
    for (String other : older) {
      found = found.or(() -> find(other));
    }
    StoredTensor tensor =
        found.orElseThrow(
            () ->
                new ModelException(
                    Kind.CORRUPT,
                    "The checkpoint has no tensor '%s' (nor '%s%s'), which its config.json asks for. Weights and config.json do not belong together, or a shard is missing."
                        .formatted(name, prefix, name)));
    if (!TYPES.contains(tensor.type())) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "Tensor '%s' is of type %s; %s are read. Quantized checkpoints are not: take the model they were made from."
              .formatted(tensor.name(), tensor.type(), String.join(", ", TYPES)));
    }
    if (!tensor.shape().equals(shape)) {
      throw new ModelException(
          Kind.CORRUPT,
          "Tensor '%s' has shape %s, and config.json asks for %s. Weights and config.json do not belong together."
              .formatted(tensor.name(), tensor.shape(), shape));
    }
    return tensor;
  }

  /// How many rows a table has; 0 when there is none.
  int rows(String name) {
    return find(name)
        .filter(tensor -> tensor.shape().size() == 2)
        .map(tensor -> Math.toIntExact(Math.min(tensor.shape().getFirst(), Integer.MAX_VALUE)))
        .orElse(0);
  }

  private Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(tensors.get(prefix + name))
        .or(() -> Optional.ofNullable(tensors.get(name)));
  }
}
