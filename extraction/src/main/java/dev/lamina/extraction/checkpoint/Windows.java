package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Which blocks look at nearby tokens only: by `layer_types`, or by the rule that a family had
/// before there was such a list.
final class Windows {
  static final String NEAR = "sliding_attention";

  private final ModelConfig config;
  private final IntPredicate near;

  private Windows(ModelConfig config, IntPredicate near) {
    this.config = config;
    this.near = near;
  }

  /// @param rule which blocks are near where no list says so
  static Windows of(ModelConfig config, IntPredicate rule) throws ModelException {
    List<String> types = config.texts("layer_types");
    for (String type : types) {
      if (!type.equals(NEAR) && !type.equals("full_attention")) {
        throw config.unsupported(
            "has layers of type '%s'; full_attention and %s are known".formatted(type, NEAR));
      }
    }
    if (!types.isEmpty() && types.size() != config.count("num_hidden_layers")) {
      throw config.wrong(
          "has %d layer_types for %d layers"
              .formatted(types.size(), config.count("num_hidden_layers")));
    }
    return new Windows(
        config, block -> types.isEmpty() ? rule.test(block) : NEAR.equals(types.get(block)));
  }

  boolean isNear(int block) throws ModelException {
    return window(block).isPresent();
  }

  Attending of(int block) throws ModelException {
    OptionalInt window = window(block);
    return window.isPresent() ? new Attending.Within(window.getAsInt()) : new Attending.Causal();
  }

  /// All families have the same where nothing is said; null means none.
  private OptionalInt window(int block) throws ModelException {
    if (!near.test(block) || config.isNull("sliding_window")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(config.optionalCount("sliding_window").orElse(4096));
  }
}
