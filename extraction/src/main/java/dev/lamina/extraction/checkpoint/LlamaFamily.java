package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.OptionalInt;

/// Llama 1 to 3, Mistral, SmolLM; Qwen 2, 2.5 and 3: RMS norms, rotary positions, grouped
/// queries, a gated MLP. They differ in which linear layers have a bias, in norms of heads and
/// in windows.
final class LlamaFamily implements Family {

  @Override
  public List<String> modelTypes() {
    return List.of("llama", "mistral", "qwen2", "qwen3");
  }

  @Override
  public String prefix(String modelType) {
    return "model.";
  }

  @Override
  public Outline build(ModelConfig config, Layers layers) throws ModelException {
    int features = config.count("hidden_size");
    Block block = block(config, layers, features);
    int blocks = config.count("num_hidden_layers");
    Value embedded = layers.embedding("embed_tokens.weight", features, layers.inputIds());
    Value x = layers.blocks(blocks, features, embedded, block);
    layers.state(layers.rmsNorm("norm", features, block.epsilon(), x), features);
    return new Outline(
        features, layers.rows("embed_tokens.weight"), OptionalInt.empty(), Outline.FINAL_NORM);
  }

  private static Block block(ModelConfig config, Layers layers, int features)
      throws ModelException {
    String type = config.modelType();
    int queries = config.count("num_attention_heads");
    Heads heads =
        Heads.plain(
            config,
            queries,
            config.optionalCount("num_key_value_heads").orElse(queries),
            config.optionalCount("head_dim").orElse(features / queries));
    boolean windowed = type.equals("mistral") || config.flag("use_sliding_window", false);
    double firstNear = type.equals("mistral") ? 0 : config.number("max_window_layers", 28);
    return new Block(
        config,
        layers,
        features,
        heads,
        layers.rotary(Rope.of(config).turning(heads.size())),
        Windows.of(config, block -> windowed && block >= firstNear),
        type.equals("qwen2") || config.flag("attention_bias", false),
        !type.equals("qwen2") && config.flag("attention_bias", false),
        config.flag("mlp_bias", false),
        type.equals("qwen3"),
        config.number("rms_norm_eps", 1e-6));
  }

  /// @param biased whether queries, keys and values have a bias
  /// @param headNorms whether queries and keys are normed head by head
  private record Block(
      ModelConfig config,
      Layers layers,
      int features,
      Heads heads,
      Rotary rotary,
      Windows windows,
      boolean biased,
      boolean outputBiased,
      boolean mlpBiased,
      boolean headNorms,
      double epsilon)
      implements Layers.Block {

    @Override
    public Value write(int index, Value x, Attention attention) throws ModelException {
      String at = "layers." + index;
      Value read = layers.rmsNorm(at + ".input_layernorm", features, epsilon, x);
      Value residual = layers.add(attention.from(x), attended(index, read, attention));
      Value normed = layers.rmsNorm(at + ".post_attention_layernorm", features, epsilon, residual);
      String function = config.text("hidden_act").orElse("silu");
      return layers.add(
          residual, layers.gatedMlp(at + ".mlp", config, function, mlpBiased, normed));
    }

    private Value attended(int index, Value x, Attention attention) throws ModelException {
      String at = "layers." + index + ".self_attn.";
      Value from = attention.from(x);
      Value q = layers.linear(at + "q_proj", features, heads.queryFeatures(), biased, from);
      Value k = layers.linear(at + "k_proj", features, heads.keyValueFeatures(), biased, x);
      Value v = layers.linear(at + "v_proj", features, heads.keyValueFeatures(), biased, x);
      if (headNorms) {
        q = layers.rmsNorm(at + "q_norm", heads.size(), epsilon, layers.perHead(q, heads.size()));
        k = layers.rmsNorm(at + "k_norm", heads.size(), epsilon, layers.perHead(k, heads.size()));
      }
      Value attended = attention.attendTurned(q, k, v, heads, rotary, windows.of(index));
      return layers.linear(at + "o_proj", heads.queryFeatures(), features, outputBiased, attended);
    }
  }
}
