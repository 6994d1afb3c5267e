package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which blocks look at nearby tokens only: by `layer_types`, or by the rule that a family had
/// before there was such a list.
final class Windows {
  static final String NEAR = "sliding_attention";

  private final IntPredicate near;
  private final OptionalInt window;

  private Windows(IntPredicate near, OptionalInt window) {
    this.near = near;
    this.window = window;
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
    IntPredicate near = block -> types.isEmpty() ? rule.test(block) : NEAR.equals(types.get(block));
    boolean any = IntStream.range(0, config.count("num_hidden_layers")).anyMatch(near);
    return new Windows(near, any ? window(config) : OptionalInt.empty());
  }

  /// All families have the same where nothing is said; null means none.
  private static OptionalInt window(ModelConfig config) throws ModelException {
    OptionalInt stated = config.optionalCount("sliding_window");
    return stated.isPresent() || config.isNull("sliding_window") ? stated : OptionalInt.of(4096);
  }

  boolean isNear(int block) {
    return window.isPresent() && near.test(block);
  }

  Attending of(int block) {
    return isNear(block) ? new Attending.Within(window.getAsInt()) : new Attending.Causal();
  }
}
