package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;
import java.util.OptionalInt;

/// BERT and RoBERTa with their kin: encoders whose norms follow what is added. RoBERTa counts
/// positions from behind its padding token's index and has one type of token.
final class BertFamily implements Family {
  private static final List<String> ROBERTAS = List.of("roberta", "xlm-roberta", "camembert");

  @Override
  public List<String> modelTypes() {
    return List.of("bert", "roberta", "xlm-roberta", "camembert");
  }

  @Override
  public String prefix(String modelType) {
    return modelType.equals("bert") ? "bert." : "roberta.";
  }

  @Override
  public Outline build(ModelConfig config, Layers layers) throws ModelException {
    if (!config.text("position_embedding_type").orElse("absolute").equals("absolute")) {
      throw config.unsupported("has relative positions; only absolute ones are built");
    }
    if (config.flag("is_decoder", false)) {
      throw config.unsupported("is a decoder; this family is built as an encoder");
    }
    int features = config.count("hidden_size");
    boolean roberta = ROBERTAS.contains(config.modelType());
    int padding = roberta ? (int) config.number("pad_token_id", 1) : -1;
    Block block =
        new Block(
            config,
            layers,
            features,
            Heads.of(config, config.count("num_attention_heads"), features),
            config.number("layer_norm_eps", 1e-12));
    Value words =
        layers.embedding("embeddings.word_embeddings.weight", features, layers.inputIds());
    Value types =
        roberta
            ? layers.firstRow("embeddings.token_type_embeddings.weight", features)
            : layers.embedding(
                "embeddings.token_type_embeddings.weight", features, layers.tokenTypes());
    Value positions =
        layers.embedding(
            "embeddings.position_embeddings.weight",
            features,
            roberta ? layers.positionsBehind(padding) : layers.positions());
    Value sum = layers.add(layers.add(words, types), positions);
    Value embedded = layers.layerNorm("embeddings.LayerNorm", features, block.epsilon(), sum);
    int blocks = config.count("num_hidden_layers");
    layers.state(layers.blocks(blocks, features, embedded, block), features);
    int limit = layers.rows("embeddings.position_embeddings.weight") - padding - 1;
    if (limit < 1) {
      throw config.wrong(
          "has pad_token_id %d, behind which the table of positions ends".formatted(padding));
    }
    return new Outline(
        features,
        layers.rows("embeddings.word_embeddings.weight"),
        OptionalInt.of(limit),
        Outline.OWN_NORM);
  }

  private record Block(ModelConfig config, Layers layers, int features, Heads heads, double epsilon)
      implements Layers.Block {

    @Override
    public Value write(int index, Value x, Attention attention) throws ModelException {
      String at = "encoder.layer." + index;
      Value sum = layers.add(attention.from(x), attended(at + ".attention", x, attention));
      Value y = layers.layerNorm(at + ".attention.output.LayerNorm", features, epsilon, sum);
      int inner = config.count("intermediate_size");
      Value wide = layers.linear(at + ".intermediate.dense", features, inner, true, y);
      Value active = layers.activation(config.text("hidden_act").orElse("gelu"), config, wide);
      Value narrow = layers.linear(at + ".output.dense", inner, features, true, active);
      return layers.layerNorm(at + ".output.LayerNorm", features, epsilon, layers.add(y, narrow));
    }

    private Value attended(String at, Value x, Attention attention) throws ModelException {
      Value attended =
          attention.attend(
              layers.linear(at + ".self.query", features, features, true, attention.from(x)),
              layers.linear(at + ".self.key", features, features, true, x),
              layers.linear(at + ".self.value", features, features, true, x),
              heads,
              new Attending.NotPadding());
      return layers.linear(at + ".output.dense", features, features, true, attended);
    }
  }
}
