package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of a checkpoint: none depends on its company, and a faulty one harms no other.
class CheckpointRowsTest {
  private static final ExtractionSettings MEAN = settings(Pooling.MEAN);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama",
        "mistral",
        "qwen2-sliding",
        "gemma2",
        "gemma3_text",
        "gpt_neox",
        "gpt2",
        "bert",
        "roberta"
      })
  void rowsDoNotDependOnTheirCompany(String name) throws IOException, ModelException {
    // Given
    List<TextRow> rows = SomeRows.of(40, 20);
    List<TextRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, name);
    try (HiddenStateExtractor alone = model.open(1);
        HiddenStateExtractor few = model.open(16);
        HiddenStateExtractor many = model.open(512)) {
      for (Pooling pooling : Pooling.values()) {
        // When
        BatchStates one = alone.extract(rows, settings(pooling));
        BatchStates some = few.extract(shuffled, settings(pooling));
        BatchStates all = many.extract(shuffled, settings(pooling));

        // Then
        assertThat(one.paddedTokens()).isEqualTo(one.tokens());
        assertThat(all.paddedTokens()).isGreaterThan(all.tokens());
        for (int row = 0; row < rows.size(); row++) {
          SomeRows.assertSame(one, row, some, shuffled.indexOf(rows.get(row)));
          SomeRows.assertSame(one, row, all, shuffled.indexOf(rows.get(row)));
        }
      }
    }
  }

  @Test
  void faultyRowsAreNamedAndHarmNoOther() throws IOException, ModelException {
    // Given a word beyond the vocabulary, and one without a finite embedding
    CopiedCheckpoint model =
        CopiedCheckpoint.in(folder, "llama")
            .tensor("model.embed_tokens.weight", table -> table.with(9 * 16 + 3, Float.NaN));
    model.json(
        model.file("tokenizer.json"),
        json -> json.getAsJsonObject("model").getAsJsonObject("vocab").addProperty("beyond", 48));
    List<TextRow> rows =
        List.of(
            new TextRow("a", "w4 w5"),
            new TextRow("empty", ""),
            new TextRow("blank", " \t\n"),
            new TextRow("beyond", "w4 beyond w5"),
            new TextRow("poison", "w4 w9"),
            new TextRow("long", "w4 ".repeat(12)),
            new TextRow("b", "w6 w7 w8"));
    try (HiddenStateExtractor extractor = model.open();
        HiddenStateExtractor sound = TinyCheckpoint.open("llama", 1)) {
      // When
      BatchStates states =
          extractor.extract(rows, new ExtractionSettings(Pooling.MEAN, 12, TooLong.REFUSE));
      BatchStates expected = sound.extract(List.of(rows.get(0), rows.get(6)), MEAN);

      // Then
      assertThat(states.unusable())
          .containsExactly(
              new UnusableRow(1, "empty", "empty"),
              new UnusableRow(2, "blank", "empty"),
              new UnusableRow(3, "beyond", "token 48 is beyond the model's vocabulary of 48"),
              new UnusableRow(4, "poison", "non-finite states"),
              new UnusableRow(5, "long", "too long: 13 tokens, 12 allowed"));
      SomeRows.assertSame(expected, 0, states, 0);
      SomeRows.assertSame(expected, 1, states, 6);
    }
  }

  /// Whichever token pads a shorter row, its own states may not reach the row's.
  @ParameterizedTest
  @CsvSource({
    "llama,model.embed_tokens.weight", "qwen2-sliding,model.embed_tokens.weight",
    "gpt2,transformer.wte.weight", "bert,embeddings.word_embeddings.weight",
    "roberta,roberta.embeddings.word_embeddings.weight"
  })
  void aTokenWithoutStatesSpoilsOnlyRowsThatHaveIt(String name, String table)
      throws IOException, ModelException {
    List<TextRow> rows = SomeRows.of(20, 20);
    try (HiddenStateExtractor sound = TinyCheckpoint.open(name, 1)) {
      BatchStates expected = sound.extract(rows, MEAN);
      // Given tokens that no row has, those that stand for padding among them
      for (int token : new int[] {0, 1}) {
        Path place = folder.resolve(name + token);
        CopiedCheckpoint model =
            CopiedCheckpoint.in(place, name)
                .tensor(table, words -> words.with(token * 16, Float.POSITIVE_INFINITY));
        try (HiddenStateExtractor extractor = model.open()) {
          // When
          BatchStates states = extractor.extract(rows, MEAN);

          // Then
          assertThat(states.unusable()).as("token %d", token).isEmpty();
          for (int row = 0; row < rows.size(); row++) {
            SomeRows.assertSame(expected, row, states, row);
          }
        }
      }
    }
  }

  @Test
  void aTooLongRowIsCutOrRefused() throws IOException, ModelException {
    // Given a model of 24 positions and one special token
    TextRow row = new TextRow("a", "w4 w5 ".repeat(15));
    try (HiddenStateExtractor extractor = TinyCheckpoint.open("llama", 1)) {
      // When
      BatchStates cut = extractor.extract(List.of(row), MEAN);
      BatchStates whole =
          extractor.extract(List.of(new TextRow("a", "w4 w5 ".repeat(11) + "w4")), MEAN);
      BatchStates refused =
          extractor.extract(
              List.of(row), new ExtractionSettings(Pooling.MEAN, 512, TooLong.REFUSE));

      // Then
      assertThat(cut.tokens()).isEqualTo(24);
      assertThat(cut.states()).isEqualTo(whole.states());
      assertThat(refused.unusable())
          .containsExactly(new UnusableRow(0, "a", "too long: 31 tokens, 24 allowed"));
    }
  }

  /// float16 ends at 65,504: what overflows there is a fault of its row, not a number.
  @ParameterizedTest
  @EnumSource(value = Precision.class, names = "BFLOAT16", mode = EnumSource.Mode.EXCLUDE)
  void whatOverflowsIsUnusable(Precision precision) throws IOException, ModelException {
    // Given
    CopiedCheckpoint model =
        CopiedCheckpoint.in(folder, "llama")
            .tensor("model.embed_tokens.weight", table -> table.with(9 * 16 + 3, 1e6f));
    List<TextRow> rows = List.of(new TextRow("a", "w4 w5"), new TextRow("large", "w4 w9"));
    try (HiddenStateExtractor extractor =
        HiddenStateExtractor.open(
            model.source(), precision, RuntimeOptions.withDefaults().withTokensPerRun(64))) {
      // When
      BatchStates states = extractor.extract(rows, MEAN);

      // Then
      assertThat(states.unusable())
          .isEqualTo(
              precision == Precision.FLOAT16
                  ? List.of(new UnusableRow(1, "large", "non-finite states"))
                  : List.of());
    }
  }

  private static ExtractionSettings settings(Pooling pooling) {
    return new ExtractionSettings(pooling, 512, TooLong.TRUNCATE);
  }
}
