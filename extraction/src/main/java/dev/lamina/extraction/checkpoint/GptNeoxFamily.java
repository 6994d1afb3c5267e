package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// GPT-NeoX and Pythia: layer norms, one matrix for queries, keys and values, rotary positions
/// on a part of each head, attention and MLP side by side.
final class GptNeoxFamily implements Family {

  @Override
  public List<String> modelTypes() {
    return List.of("gpt_neox");
  }

  @Override
  public String prefix(String modelType) {
    return "gpt_neox.";
  }

  @Override
  public Outline build(ModelConfig config, Layers layers) throws ModelException {
    int features = config.count("hidden_size");
    Heads heads = Heads.of(config, config.count("num_attention_heads"), features);
    Rope rope = Rope.of(config);
    double part = rope.part(config.number("rotary_pct", 0.25));
    if (part > 1) {
      throw config.wrong("turns %s of each head's features by position".formatted(part));
    }
    Block block =
        new Block(
            config,
            layers,
            features,
            heads,
            layers.rotary(rope.turning((int) (heads.size() * part))),
            config.number("layer_norm_eps", 1e-5),
            config.flag("use_parallel_residual", true));
    Value embedded = layers.embedding("embed_in.weight", features, layers.inputIds());
    int blocks = config.count("num_hidden_layers");
    Value x = layers.blocks(blocks, features, embedded, block);
    layers.state(layers.layerNorm("final_layer_norm", features, block.epsilon(), x), features);
    return new Outline(
        features, layers.rows("embed_in.weight"), OptionalInt.empty(), Outline.FINAL_NORM);
  }

  /// @param parallel whether the MLP reads what attention reads, and not what it adds to
  private record Block(
      ModelConfig config,
      Layers layers,
      int features,
      Heads heads,
      Rotary rotary,
      double epsilon,
      boolean parallel)
      implements Layers.Block {

    @Override
    public Value write(int index, Value x, Attention attention) throws ModelException {
      String at = "layers." + index;
      Value normed = layers.layerNorm(at + ".input_layernorm", features, epsilon, x);
      Value from = attention.from(x);
      Value residual = layers.add(from, attended(at + ".attention", normed, attention));
      Value read = parallel ? from : residual;
      Value inner = layers.layerNorm(at + ".post_attention_layernorm", features, epsilon, read);
      return layers.add(residual, mlp(at + ".mlp", inner));
    }

    /// The fused matrix gives head after head, each its query, key and value.
    private Value attended(String at, Value x, Attention attention) throws ModelException {
      boolean biased = config.flag("attention_bias", true);
      Value fused = layers.linear(at + ".query_key_value", features, 3 * features, biased, x);
      List<Value> parts = new ArrayList<>();
      for (Value part : layers.split(layers.perHead(fused, 3 * heads.size()), 3)) {
        parts.add(layers.byToken(part, features));
      }
      Value attended =
          attention.attendTurned(
              attention.from(parts.get(0)),
              parts.get(1),
              parts.get(2),
              heads,
              rotary,
              new Attending.Causal());
      return layers.linear(at + ".dense", features, features, biased, attended);
    }

    private Value mlp(String at, Value x) throws ModelException {
      int inner = config.count("intermediate_size");
      Value wide = layers.linear(at + ".dense_h_to_4h", features, inner, true, x);
      Value active = layers.activation(config.text("hidden_act").orElse("gelu"), config, wide);
      return layers.linear(at + ".dense_4h_to_h", inner, features, true, active);
    }
  }
}
