package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenStateExtractorTest {
  private static final ExtractionSettings MEAN =
      new ExtractionSettings(Pooling.MEAN, 512, TooLong.TRUNCATE);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bert", "gpt2", "qwen3"})
  void rowsDoNotDependOnTheirCompany(String name) throws IOException, ModelException {
    // Given
    List<TextRow> rows = SomeRows.of(40, 12);
    List<TextRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    TinyModel model = TinyModel.in(folder, name);
    try (HiddenStateExtractor alone = model.open(1);
        HiddenStateExtractor together = model.open(512)) {
      // When
      BatchStates one = alone.extract(rows, MEAN);
      BatchStates many = together.extract(shuffled, MEAN);

      // Then
      assertThat(many.paddedTokens()).isGreaterThan(many.tokens());
      assertThat(one.paddedTokens()).isEqualTo(one.tokens());
      for (int row = 0; row < rows.size(); row++) {
        SomeRows.assertSame(one, row, many, shuffled.indexOf(rows.get(row)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void theSameCallGivesTheSameBits(Pooling pooling) throws IOException, ModelException {
    // Given
    ExtractionSettings settings = new ExtractionSettings(pooling, 512, TooLong.TRUNCATE);
    TinyModel model = TinyModel.in(folder, "bert");
    try (HiddenStateExtractor first = model.open();
        HiddenStateExtractor second = model.open()) {
      // When
      float[] once = first.extract(SomeRows.of(30, 12), settings).states();
      float[] again = first.extract(SomeRows.of(30, 12), settings).states();
      float[] elsewhere = second.extract(SomeRows.of(30, 12), settings).states();

      // Then
      assertThat(again).isEqualTo(once);
      assertThat(elsewhere).isEqualTo(once);
    }
  }

  @Test
  void unusableRowsAreNamedAndHarmNoOther() throws IOException, ModelException {
    // Given a model for which one word has no finite embedding
    TinyModel model =
        TinyModel.in(folder, "bert").changeLargest(words -> words.setRawData(poison(words, 9)));
    List<TextRow> rows =
        List.of(
            new TextRow("a", "w4 w5"),
            new TextRow("blank", " \t\n"),
            new TextRow("poison", "w4 w9"),
            new TextRow("long", "w4 ".repeat(11)),
            new TextRow("b", "w6 w7"));
    try (HiddenStateExtractor extractor = model.open()) {
      // When
      BatchStates states =
          extractor.extract(rows, new ExtractionSettings(Pooling.MEAN, 12, TooLong.REFUSE));
      BatchStates sound = extractor.extract(List.of(rows.get(0), rows.get(4)), MEAN);

      // Then
      assertThat(states.unusable())
          .containsExactly(
              new UnusableRow(1, "blank", "empty"),
              new UnusableRow(2, "poison", "non-finite states"),
              new UnusableRow(3, "long", "too long: 13 tokens, 12 allowed"));
      SomeRows.assertSame(sound, 0, states, 0);
      SomeRows.assertSame(sound, 1, states, 4);
      for (int layer = 0; layer < states.layers(); layer++) {
        for (int row : new int[] {1, 2, 3}) {
          for (int feature = 0; feature < states.features(); feature++) {
            assertThat(states.at(layer, row, feature)).isNaN();
          }
        }
      }
    }
  }

  @Test
  void aTooLongRowIsCutOnTheRightAndKeepsItsSpecialTokens() throws IOException, ModelException {
    // Given
    try (HiddenStateExtractor extractor = TinyModel.in(folder, "bert").open()) {
      ExtractionSettings six = new ExtractionSettings(Pooling.MEAN, 6, TooLong.TRUNCATE);

      // When
      BatchStates cut = extractor.extract(List.of(new TextRow("a", "w4 w5 w6 w7 w8 w9 w10")), six);
      BatchStates whole = extractor.extract(List.of(new TextRow("a", "w4 w5 w6 w7")), MEAN);

      // Then
      assertThat(cut.tokens()).isEqualTo(6);
      assertThat(cut.states()).isEqualTo(whole.states());
    }
  }

  @Test
  void theModelsOwnLimitWins() throws IOException, ModelException {
    // Given a model of 24 positions
    TextRow row = new TextRow("a", "w4 ".repeat(30));
    try (HiddenStateExtractor extractor = TinyModel.in(folder, "gpt2").open()) {
      // When
      BatchStates cut = extractor.extract(List.of(row), MEAN);
      BatchStates refused =
          extractor.extract(
              List.of(row), new ExtractionSettings(Pooling.MEAN, 512, TooLong.REFUSE));

      // Then
      assertThat(cut.tokens()).isEqualTo(24);
      assertThat(refused.unusable())
          .containsExactly(new UnusableRow(0, "a", "too long: 32 tokens, 24 allowed"));
    }
  }

  @Test
  void aCallWithoutUsableRowsIsAnswered() throws IOException, ModelException {
    // Given
    try (HiddenStateExtractor extractor = TinyModel.in(folder, "bert").open()) {
      // When
      BatchStates none = extractor.extract(List.of(), MEAN);
      BatchStates blank = extractor.extract(List.of(new TextRow("a", "")), MEAN);

      // Then
      assertThat(none.states()).isEmpty();
      assertThat(blank.unusable()).containsExactly(new UnusableRow(0, "a", "empty"));
      assertThat(blank.states()).containsOnly(Float.NaN);
    }
  }

  @Test
  void aLimitThatSpecialTokensFillIsRefused() throws IOException, ModelException {
    // Given
    try (HiddenStateExtractor extractor = TinyModel.in(folder, "bert").open()) {
      ExtractionSettings two = new ExtractionSettings(Pooling.MEAN, 2, TooLong.TRUNCATE);

      // When, Then
      assertThatThrownBy(() -> extractor.extract(List.of(new TextRow("a", "w4 w5")), two))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "maxTokens is 2, of which this model's tokenizer fills 2 with special tokens. Allow at least 3.");
    }
  }

  @Test
  void threadsMayShareAnExtractor() throws IOException, ModelException {
    // Given
    try (HiddenStateExtractor extractor = TinyModel.in(folder, "bert").open()) {
      float[] expected = extractor.extract(SomeRows.of(10, 12), MEAN).states();

      // When
      List<float[]> found =
          IntStream.range(0, 16).parallel().mapToObj(i -> states(extractor)).toList();

      // Then
      assertThat(found).allSatisfy(states -> assertThat(states).isEqualTo(expected));
    }
  }

  private static float[] states(HiddenStateExtractor extractor) {
    try {
      return extractor.extract(SomeRows.of(10, 12), MEAN).states();
    } catch (ModelException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteString poison(ai.onnx.proto.OnnxMl.TensorProto.Builder words, int word) {
    byte[] bytes = words.getRawData().toByteArray();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(word * (int) words.getDims(1) * Float.BYTES, Float.NaN);
    return ByteString.copyFrom(bytes);
  }
}
