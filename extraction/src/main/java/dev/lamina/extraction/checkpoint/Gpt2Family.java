package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.OptionalInt;

/// GPT-2: learned positions, layer norms, weights stored transposed.
final class Gpt2Family implements Family {

  @Override
  public List<String> modelTypes() {
    return List.of("gpt2");
  }

  @Override
  public String prefix(String modelType) {
    return "transformer.";
  }

  @Override
  public Outline build(ModelConfig config, Layers layers) throws ModelException {
    int features = config.count("n_embd");
    int blocks = config.count("n_layer");
    Block block =
        new Block(
            config,
            layers,
            features,
            Heads.of(config, config.count("n_head"), features),
            config.number("layer_norm_epsilon", 1e-5));
    Value embedded =
        layers.add(
            layers.embedding("wte.weight", features, layers.inputIds()),
            layers.embedding("wpe.weight", features, layers.positions()));
    Value x = layers.blocks(blocks, features, embedded, block);
    layers.state(layers.layerNorm("ln_f", features, block.epsilon(), x), features);
    return new Outline(
        features,
        layers.rows("wte.weight"),
        OptionalInt.of(layers.rows("wpe.weight")),
        Outline.FINAL_NORM);
  }

  private record Block(ModelConfig config, Layers layers, int features, Heads heads, double epsilon)
      implements Layers.Block {

    @Override
    public Value write(int index, Value x, Attention attention) throws ModelException {
      String at = "h." + index;
      Value read = layers.layerNorm(at + ".ln_1", features, epsilon, x);
      Value residual = layers.add(attention.from(x), attended(index, read, attention));
      return layers.add(
          residual, mlp(at + ".mlp", layers.layerNorm(at + ".ln_2", features, epsilon, residual)));
    }

    private Value attended(int index, Value x, Attention attention) throws ModelException {
      String at = "h." + index + ".attn";
      List<Value> parts =
          layers.split(layers.transposedLinear(at + ".c_attn", features, 3 * features, x), 3);
      Value attended =
          attention.attend(
              attention.from(parts.get(0)),
              parts.get(1),
              parts.get(2),
              heads(index),
              new Attending.Causal());
      return layers.transposedLinear(at + ".c_proj", features, features, attended);
    }

    private Heads heads(int index) throws ModelException {
      double scale = config.flag("scale_attn_weights", true) ? heads.scale() : 1;
      boolean byDepth = config.flag("scale_attn_by_inverse_layer_idx", false);
      return heads.scaledBy(byDepth ? scale / (index + 1) : scale);
    }

    private Value mlp(String at, Value x) throws ModelException {
      int inner = config.optionalCount("n_inner").orElse(4 * features);
      Value wide = layers.transposedLinear(at + ".c_fc", features, inner, x);
      String function = config.text("activation_function").orElse("gelu_new");
      return layers.transposedLinear(
          at + ".c_proj", inner, features, layers.activation(function, config, wide));
    }
  }
}
