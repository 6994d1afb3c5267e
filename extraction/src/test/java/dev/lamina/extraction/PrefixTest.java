package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What poolings must agree on, however many tokens of the last block each of them needs: in a
/// causal model a token's states are those of the last token of the text up to it.
class PrefixTest {
  /// More than the windows of those that have one.
  private static final int WORDS = 12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama",
        "mistral",
        "qwen2-sliding",
        "qwen3",
        "gemma",
        "gemma2",
        "gemma3_text",
        "gpt2",
        "gpt_neox",
        "gpt_neox-sequential"
      })
  void theMeanOfATextIsThatOfTheLastTokensOfItsBeginnings(String name) throws ModelException {
    // Given
    List<TextRow> beginnings = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < WORDS; word++) {
      text.append("w").append(4 + word).append(' ');
      beginnings.add(new TextRow("to " + word, text.toString()));
    }
    try (HiddenStateExtractor model = TinyCheckpoint.open(name, 1)) {
      // When
      BatchStates means = model.extract(beginnings, settings(Pooling.MEAN));
      BatchStates lasts = model.extract(beginnings, settings(Pooling.LAST_TOKEN));
      BatchStates firsts = model.extract(beginnings, settings(Pooling.CLS));

      // Then
      int special = specials(means.tokens());
      for (int layer = 0; layer < means.layers(); layer++) {
        for (int feature = 0; feature < means.features(); feature++) {
          double sum = special * firsts.at(layer, 0, feature);
          for (int row = 0; row < WORDS; row++) {
            sum += lasts.at(layer, row, feature);
            assertThat((double) means.at(layer, row, feature))
                .as("layer %d, feature %d of %d words", layer, feature, row + 1)
                .isCloseTo(sum / (special + row + 1), within(1e-4));
          }
        }
      }
    }
  }

  /// How many special tokens stand before a text: none or one.
  private static int specials(long tokens) {
    int words = WORDS * (WORDS + 1) / 2;
    assertThat(tokens).isIn((long) words, (long) words + WORDS);
    return tokens == words ? 0 : 1;
  }

  private static ExtractionSettings settings(Pooling pooling) {
    return new ExtractionSettings(pooling, 512, TooLong.TRUNCATE);
  }
}
