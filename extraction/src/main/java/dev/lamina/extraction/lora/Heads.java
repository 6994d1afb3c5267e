package dev.lamina.extraction.lora;

import java.util.Set;

/// Parts of a model that lie behind its last hidden state: what an adapter changes there changes
/// no state.
final class Heads {
  private static final Set<String> NAMES =
      Set.of("lm_head", "embed_out", "score", "classifier", "qa_outputs", "cls");

  private static final String WRAPPED = "base_model.model.";

  private Heads() {}

  /// Whether a module or a tensor is of a head.
  ///
  /// @param name as PEFT writes it, with or without what it wraps models in
  static boolean holds(String name) {
    String bare = name.startsWith(WRAPPED) ? name.substring(WRAPPED.length()) : name;
    int dot = bare.indexOf('.');
    return NAMES.contains(dot < 0 ? bare : bare.substring(0, dot));
  }
}
