package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What is known of a model without running it.
///
/// @param digest SHA-256, 64 hexadecimal digits, over everything that determines its states:
///     the graph, its weights, the tokenizer and its settings, the token limit and the version
///     of the rule that finds the layers
/// @param layers hidden states, the embedding output included: blocks + 1
/// @param features width of one hidden state
/// @param maxTokens the model's own limit, special tokens included; [Integer#MAX_VALUE] where
///     it states none
/// @param parameters floating-point weights
/// @param lastLayer where the last hidden state is taken, in words
/// @param precisions that it can be computed in, by their names
public record ModelDescription(
    String digest,
    int layers,
    int features,
    int maxTokens,
    long parameters,
    String lastLayer,
    List<String> precisions) {
  public ModelDescription {
    requireNonNull(lastLayer);
    precisions = List.copyOf(precisions);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + digest + "' is not a SHA-256 digest in hexadecimal");
    }
    if (layers < 2 || features < 1 || maxTokens < 1 || parameters < 0) {
      throw new IllegalArgumentException(
          "%d layers, %d features, %d tokens, %d parameters"
              .formatted(layers, features, maxTokens, parameters));
    }
  }
}
