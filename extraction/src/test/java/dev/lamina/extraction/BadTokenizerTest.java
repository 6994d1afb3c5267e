package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several of these end the process when the native tokenizer sees them.
class BadTokenizerTest {
  @TempDir private Path folder;

  @Test
  void aTokenizerThatIsNone() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.writeString(model.tokenizer(), "{\"version\": \"1.0\", \"model\": {\"type\": \"No\"}}");

    assertRefused(model::open, Kind.CORRUPT, "cannot be read as a tokenizer");
    assertRefused(() -> model.source().describe(), Kind.CORRUPT, "cannot be read as a tokenizer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"w4\" | w4 | malformed JSON at $",
        "\"version\" | \"version\": 1e999, \"x\" | malformed JSON at $",
        "\"w4\" | \"\\ud800\" | malformed JSON at $",
        "\"w4\":4 | \"w4\":[ | malformed JSON at $",
        "\"[CLS]\",\"type_id\" | \"[X]\",\"type_id\" | uses the special token \"[X]\"",
      })
  void aTokenizerThatIsDamaged(String from, String to, String message) throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    String sound = Files.readString(model.tokenizer());
    assertThat(sound).contains(from);
    Files.writeString(model.tokenizer(), sound.replace(from, to));

    assertRefused(model::open, Kind.CORRUPT, "cannot be read as a tokenizer", message);
  }

  @Test
  void aTokenizerThatLacksItsUnknownWord() throws IOException, ModelException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.writeString(
        model.tokenizer(),
        Files.readString(model.tokenizer())
            .replace("\"unk_token\":\"[UNK]\"", "\"unk_token\":\"[NO]\""));
    try (HiddenStateExtractor extractor = model.open()) {
      assertRefused(
          () ->
              extractor.extract(
                  List.of(new TextRow("a", "unheard")),
                  new ExtractionSettings(Pooling.CLS, 9, TooLong.TRUNCATE)),
          Kind.CORRUPT,
          "does not read every text");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "[]", "", "\"text\""})
  void aTokenizerConfigThatIsNone(String json) throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.writeString(folder.resolve("tokenizer_config.json"), json);

    assertRefused(model::open, Kind.CORRUPT, "tokenizer_config.json", "as a JSON object");
  }
}
