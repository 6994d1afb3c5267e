package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {
  @TempDir private Path folder;

  @Test
  void ignoresThePaddingAndTruncationOfTheFile() throws IOException, ModelException {
    // Given a tokenizer that pads to 24 and cuts at 4
    TinyModel model = TinyModel.in(folder, "bert");
    JsonObject json = JsonParser.parseString(Files.readString(model.tokenizer())).getAsJsonObject();
    json.add(
        "truncation",
        JsonParser.parseString(
            """
            {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0}"""));
    json.add(
        "padding",
        JsonParser.parseString(
            """
            {"strategy": {"Fixed": 24}, "direction": "Right", "pad_to_multiple_of": null,
             "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}"""));
    Files.writeString(model.tokenizer(), json.toString());
    try (TextTokenizer tokenizer = TextTokenizer.open(model.tokenizer())) {
      // When
      TokenRow tokens = tokenizer.encode("w4 w5 w6 w7 w8");

      // Then
      assertThat(tokens.ids()).containsExactly(2, 4, 5, 6, 7, 8, 3);
    }
  }

  @Test
  void cutsTheTextAndNotTheSpecialTokens() throws IOException, ModelException {
    try (TextTokenizer tokenizer = TextTokenizer.open(TinyModel.in(folder, "bert").tokenizer())) {
      // When
      TokenRow tokens = tokenizer.encode("w4 w5 [SEP] w6 [SEP]");

      // Then a special token that the text itself spells is text
      assertThat(tokens.specials()).isEqualTo(2);
      assertThat(tokens.cutTo(5).ids()).containsExactly(2, 4, 5, 3, 3);
      assertThat(tokens.cutTo(4).ids()).containsExactly(2, 4, 5, 3);
      assertThat(tokens.cutTo(99)).isSameAs(tokens);
      assertThat(tokenizer.encode("").isEmpty()).isTrue();
    }
  }

  @Test
  void readsALoneSurrogateAsTheReplacementCharacter() throws IOException, ModelException {
    try (TextTokenizer tokenizer = TextTokenizer.open(TinyModel.in(folder, "bert").tokenizer())) {
      // When
      TokenRow lone = tokenizer.encode("w4 a\ud83d b\u0000 w5 \ud83c\udf70");
      TokenRow replaced = tokenizer.encode("w4 a\ufffd b\u0000 w5 \ud83c\udf70");

      // Then
      assertThat(lone.ids()).isEqualTo(replaced.ids());
    }
  }
}
