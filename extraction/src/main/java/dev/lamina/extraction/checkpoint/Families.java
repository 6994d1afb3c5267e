package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.stream.Collectors;

/// All families of models that graphs are built for.
final class Families {
  private static final List<Family> ALL =
      List.of(
          new LlamaFamily(),
          new GemmaFamily(),
          new GptNeoxFamily(),
          new Gpt2Family(),
          new BertFamily());

  private Families() {}

  static Family of(ModelConfig config) throws ModelException {
    String type = config.modelType();
    return ALL.stream()
        .filter(family -> family.modelTypes().contains(type))
        .findFirst()
        .orElseThrow(() -> unknown(config, type));
  }

  private static ModelException unknown(ModelConfig config, String type) {
    String known =
        ALL.stream()
            .flatMap(family -> family.modelTypes().stream())
            .sorted()
            .collect(Collectors.joining(", "));
    return config.unsupported(
        "is of a model of type '%s'; built are %s. Export others to ONNX: optimum-cli export onnx"
            .formatted(type, known));
  }
}
