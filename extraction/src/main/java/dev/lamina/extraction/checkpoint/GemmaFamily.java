package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Gemma 1, 2 and 3, text only: scaled embeddings, RMS norms whose weight is stored less one;
/// from 2 on norms on both sides of attention and MLP, with windows; 2 caps its scores, 3 norms
/// its heads and turns near and far blocks by different angles.
final class GemmaFamily implements Family {

  @Override
  public List<String> modelTypes() {
    return List.of("gemma", "gemma2", "gemma3_text");
  }

  @Override
  public String prefix(String modelType) {
    return "model.";
  }

  @Override
  public Outline build(ModelConfig config, Layers layers) throws ModelException {
    if (config.flag("use_bidirectional_attention", false)) {
      throw config.unsupported("attends in both directions; Gemma is built causal");
    }
    int features = config.count("hidden_size");
    Block block = block(config, layers, features);
    Value embedded =
        layers.scale(
            layers.embedding("embed_tokens.weight", features, layers.inputIds()),
            Math.sqrt(features));
    int blocks = config.count("num_hidden_layers");
    Value x = layers.blocks(blocks, features, embedded, block);
    layers.state(layers.rmsNormPlusOne("norm", features, block.epsilon(), x), features);
    return new Outline(
        features, layers.rows("embed_tokens.weight"), OptionalInt.empty(), Outline.FINAL_NORM);
  }

  private static Block block(ModelConfig config, Layers layers, int features)
      throws ModelException {
    int queries = config.count("num_attention_heads");
    int size = config.optionalCount("head_dim").orElse(256);
    Heads plain =
        Heads.plain(
            config, queries, config.optionalCount("num_key_value_heads").orElse(queries), size);
    boolean third = config.modelType().equals("gemma3_text");
    boolean first = config.modelType().equals("gemma");
    double cap =
        third || config.isNull("attn_logit_softcapping")
            ? 0
            : config.number("attn_logit_softcapping", 50);
    Heads heads =
        first
            ? plain
            : plain
                .scaledBy(1 / Math.sqrt(config.positive("query_pre_attn_scalar", 256)))
                .cappedAt(cap);
    int every =
        config
            .optionalCount("sliding_window_pattern")
            .orElse(config.optionalCount("_sliding_window_pattern").orElse(third ? 6 : 2));
    Rope far =
        Rope.ofKind(config, "full_attention").orElse(Rope.of(config, third ? 1_000_000 : 10_000));
    Optional<Rope> near = Rope.ofKind(config, Windows.NEAR);
    if (near.isEmpty() && third) {
      near = Optional.of(Rope.plain(config.number("rope_local_base_freq", 10_000)));
    }
    return new Block(
        config,
        layers,
        features,
        heads,
        layers.rotary(far.turning(size)),
        layers.rotary(near.orElse(far).turning(size)),
        Windows.of(config, block -> !first && (block + 1) % every != 0),
        third,
        !first,
        config.number("rms_norm_eps", 1e-6));
  }

  /// @param headNorms whether queries and keys are normed head by head
  /// @param sandwiched whether attention and MLP are normed behind, too
  private record Block(
      ModelConfig config,
      Layers layers,
      int features,
      Heads heads,
      Rotary far,
      Rotary near,
      Windows windows,
      boolean headNorms,
      boolean sandwiched,
      double epsilon)
      implements Layers.Block {

    @Override
    public Value write(int index, Value x, Attention attention) throws ModelException {
      String at = "layers." + index;
      Value attended = attended(index, norm(at + ".input_layernorm", x), attention);
      Value from = attention.from(x);
      if (!sandwiched) {
        Value residual = layers.add(from, attended);
        Value normed = norm(at + ".post_attention_layernorm", residual);
        return layers.add(residual, mlp(at + ".mlp", normed));
      }
      Value residual = layers.add(from, norm(at + ".post_attention_layernorm", attended));
      Value inner = norm(at + ".pre_feedforward_layernorm", residual);
      Value changed = mlp(at + ".mlp", inner);
      return layers.add(residual, norm(at + ".post_feedforward_layernorm", changed));
    }

    /// The first Gemmas say "gelu" and mean its approximation by tanh.
    private Value mlp(String module, Value x) throws ModelException {
      Optional<String> stated = config.text("hidden_activation");
      String function = stated.isPresent() ? stated.get() : "gelu";
      return layers.gatedMlp(
          module, config, function.equals("gelu") ? "gelu_pytorch_tanh" : function, false, x);
    }

    private Value norm(String module, Value x) throws ModelException {
      return layers.rmsNormPlusOne(module, features, epsilon, x);
    }

    private Value attended(int index, Value x, Attention attention) throws ModelException {
      String at = "layers." + index + ".self_attn.";
      boolean biased = config.flag("attention_bias", false);
      Value from = attention.from(x);
      Value q = layers.linear(at + "q_proj", features, heads.queryFeatures(), biased, from);
      Value k = layers.linear(at + "k_proj", features, heads.keyValueFeatures(), biased, x);
      Value v = layers.linear(at + "v_proj", features, heads.keyValueFeatures(), biased, x);
      if (headNorms) {
        q = headNorm(at + "q_norm", q);
        k = headNorm(at + "k_norm", k);
      }
      Rotary rotary = windows.isNear(index) ? near : far;
      Value attended = attention.attendTurned(q, k, v, heads, rotary, windows.of(index));
      return layers.linear(at + "o_proj", heads.queryFeatures(), features, biased, attended);
    }

    private Value headNorm(String module, Value x) throws ModelException {
      return layers.rmsNormPlusOne(module, heads.size(), epsilon, layers.perHead(x, heads.size()));
    }
  }
}
