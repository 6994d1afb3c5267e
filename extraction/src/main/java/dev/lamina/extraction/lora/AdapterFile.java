package dev.lamina.extraction.lora;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.checkpoint.AdapterSlot;
import dev.lamina.extraction.safetensors.SafetensorsFile;
import dev.lamina.extraction.safetensors.StoredTensor;
import dev.lamina.extraction.safetensors.TensorValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// `adapter_model.safetensors`: for each adapted layer a `lora_A.weight` and a `lora_B.weight`.
final class AdapterFile {
  private static final String A = ".lora_A.weight";
  private static final String B = ".lora_B.weight";

  private final Path path;
  private final Map<String, StoredTensor> tensors;
  private final Set<String> modules;

  private AdapterFile(Path path, Map<String, StoredTensor> tensors, Set<String> modules) {
    this.path = path;
    this.tensors = tensors;
    this.modules = modules;
  }

  static AdapterFile read(Path path) throws ModelException {
    Map<String, StoredTensor> tensors = SafetensorsFile.read(path);
    Set<String> modules = new TreeSet<>();
    for (String name : tensors.keySet()) {
      if (Heads.holds(name)) {
        continue;
      }
      if (!name.endsWith(A) && !name.endsWith(B)) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "'%s' holds tensor '%s'; only LoRA's A and B of linear layers are applied. Train without bias, DoRA, embeddings and modules_to_save."
                .formatted(path, name));
      }
      modules.add(name.substring(0, name.length() - A.length()));
    }
    return new AdapterFile(path, tensors, modules);
  }

  /// Names of the adapted layers, as the file writes them.
  Set<String> modules() {
    return modules;
  }

  Adapter.Update update(String module, AdapterSlot slot, AdapterConfig config)
      throws ModelException {
    StoredTensor a = tensor(module + A);
    StoredTensor b = tensor(module + B);
    long rank = a.shape().isEmpty() ? 0 : a.shape().getFirst();
    if (rank < 1
        || !a.shape().equals(List.of(rank, (long) slot.in()))
        || !b.shape().equals(List.of((long) slot.out(), rank))) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "The adapter '%s' does not fit its base: '%s' has A %s and B %s, and the base's layer is [%d, %d] (out, in)."
              .formatted(path.getParent(), module, a.shape(), b.shape(), slot.out(), slot.in()));
    }
    float[] scaled = TensorValues.read(b);
    float scale = (float) config.scale(module, Math.toIntExact(rank));
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scale;
    }
    return new Adapter.Update(
        Math.toIntExact(rank), finite(a, TensorValues.read(a)), finite(b, scaled));
  }

  private float[] finite(StoredTensor tensor, float[] values) throws ModelException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ModelException(
            Kind.CORRUPT,
            "'%s' has %s in tensor '%s', its scale applied; all states would be lost. Train the adapter again."
                .formatted(path, value, tensor.name()));
      }
    }
    return values;
  }

  private StoredTensor tensor(String name) throws ModelException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelException(
          Kind.CORRUPT, "'%s' has no tensor '%s'. Save the adapter again.".formatted(path, name));
    }
    return tensor;
  }
}
