package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.extraction.SafetensorsBytes.Tensor;
import dev.lamina.extraction.lora.AdapterDescription;
import dev.lamina.extraction.lora.AdapterSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Adapters on one resident base: each gives its own states, whatever else is on the base.
class AdapterTest {
  private static final ExtractionSettings MEAN =
      new ExtractionSettings(Pooling.MEAN, 512, TooLong.TRUNCATE);

  /// Of ranks and layers all different.
  private static final List<String> ADAPTERS = List.of("q-v", "all-linear", "patterns", "float16");

  private static List<TextRow> rows = List.of();
  private static HiddenStateExtractor base;

  @TempDir private Path folder;

  @BeforeAll
  static void openBase() throws IOException, ModelException {
    rows = Golden.named("checkpoints/llama").rows();
    base = TinyCheckpoint.open("llama", 2);
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @Test
  void adaptersTakeTurnsOnABaseThatStaysAsItIs() throws ModelException {
    // Given
    float[] before = base.extract(rows, MEAN).states();
    List<float[]> alone = new ArrayList<>();
    List<AdaptedExtractor> adapted = new ArrayList<>();
    for (String name : ADAPTERS) {
      try (HiddenStateExtractor own = TinyCheckpoint.open("llama", 1);
          AdaptedExtractor only = own.adapt(source(name))) {
        alone.add(only.extract(rows, MEAN).states());
      }
      adapted.add(base.adapt(source(name)));
    }
    for (int turn = 0; turn < 3 * ADAPTERS.size(); turn++) {
      int which = turn % ADAPTERS.size();

      // When
      float[] states = adapted.get(which).extract(rows, MEAN).states();
      float[] between = base.extract(rows, MEAN).states();

      // Then
      assertThat(states).isEqualTo(alone.get(which)).isNotEqualTo(before);
      assertThat(between).isEqualTo(before);
    }
    adapted.forEach(AdaptedExtractor::close);
    assertThat(base.extract(rows, MEAN).states()).isEqualTo(before);
    assertThat(alone).doesNotHaveDuplicates();
  }

  @Test
  void threadsMayUseDifferentAdaptersAtOnce() throws Exception {
    // Given the base and its adapters
    List<AdaptedExtractor> adapted = new ArrayList<>();
    List<Callable<float[]>> calls = new ArrayList<>();
    calls.add(() -> base.extract(rows, MEAN).states());
    for (String name : ADAPTERS) {
      AdaptedExtractor own = base.adapt(source(name));
      adapted.add(own);
      calls.add(() -> own.extract(rows, MEAN).states());
    }
    List<float[]> expected = new ArrayList<>();
    for (Callable<float[]> call : calls) {
      expected.add(call.call());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      // When
      List<Future<float[]>> found = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        found.add(threads.submit(calls.get(i % calls.size())));
      }

      // Then
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).get()).isEqualTo(expected.get(i % calls.size()));
      }
    }
    adapted.forEach(AdaptedExtractor::close);
  }

  @Test
  void closingOneLeavesTheOthers() throws ModelException {
    try (AdaptedExtractor kept = base.adapt(source("q-v"))) {
      float[] before = kept.extract(rows, MEAN).states();

      base.adapt(source("all-linear")).close();
      base.adapt(source("q-v")).close();

      assertThat(kept.extract(rows, MEAN).states()).isEqualTo(before);
    }
  }

  /// A run on what was freed would end the process.
  @Test
  void closingWaitsForRunsAndEndsThem() throws Exception {
    // Given
    AdaptedExtractor adapted = base.adapt(source("q-v"));
    float[] expected = adapted.extract(rows, MEAN).states();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> found = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        found.add(threads.submit(() -> adapted.extract(rows, MEAN).states()));
      }

      // When
      assertThat(found.getFirst().get()).isEqualTo(expected);
      adapted.close();
      adapted.close();

      // Then
      for (Future<float[]> call : found) {
        try {
          assertThat(call.get()).isEqualTo(expected);
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThatThrownBy(() -> adapted.extract(rows, MEAN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the adapter was closed before");
  }

  /// The layer's own is 16 at most.
  @Test
  void aRankMayExceedItsLayer() throws IOException, ModelException {
    // Given rank 4 as rank 40, most of it zero, and alpha grown by as much
    CopiedCheckpoint wide =
        adapter()
            .tensors(
                tensors ->
                    tensors.replaceAll(
                        (name, tensor) ->
                            name.contains("lora_A") ? widened(tensor) : widenedColumns(tensor)));
    wide.settings(
        json -> json.addProperty("lora_alpha", json.get("lora_alpha").getAsDouble() * 40 / 4));
    Golden golden = Golden.named("checkpoints/llama/adapters/q-v");
    try (AdaptedExtractor adapted = base.adapt(wide.adapter())) {
      // When, Then
      golden.assertEqual(adapted.extract(rows, MEAN), Pooling.MEAN, 1e-5);
    }
  }

  private static Tensor widened(Tensor a) {
    long in = a.shape().getLast();
    byte[] bytes = ByteBuffer.allocate((int) (40 * in * Float.BYTES)).put(a.bytes()).array();
    return new Tensor("F32", List.of(40L, in), bytes);
  }

  private static Tensor widenedColumns(Tensor b) {
    int out = b.shape().getFirst().intValue();
    int row = b.bytes().length / out;
    ByteBuffer bytes = ByteBuffer.allocate(out * 40 * Float.BYTES);
    for (int i = 0; i < out; i++) {
      bytes.put(i * 40 * Float.BYTES, b.bytes(), i * row, row);
    }
    return new Tensor("F32", List.of((long) out, 40L), bytes.array());
  }

  /// What an adapter was trained on may be called anything, and wrapped in anything.
  @ParameterizedTest
  @ValueSource(strings = {"", "base_model.model.", "base_model.model.pretrained.model."})
  void layersAreFoundByTheEndOfTheirNames(String prefix) throws IOException, ModelException {
    // Given
    CopiedCheckpoint renamed =
        adapter()
            .set("base_model_name_or_path", "\"some/other\"")
            .tensors(
                tensors -> {
                  Map<String, Tensor> old = new LinkedHashMap<>(tensors);
                  tensors.clear();
                  old.forEach(
                      (name, tensor) ->
                          tensors.put(name.replace("base_model.model.model.", prefix), tensor));
                });

    // When, Then
    assertThat(states(renamed.adapter())).isEqualTo(states(source("q-v")));
  }

  /// PEFT takes the first pattern that fits the end of a layer's name, from a dot on.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"layers.1.self_attn.q_proj\": 5, \"q_proj\": 16} | {\"layers.1.self_attn.q_proj\": 5, \"layers.0.self_attn.q_proj\": 16, \"layers.2.self_attn.q_proj\": 16}",
        "{\"q_proj\": 16, \"layers.1.self_attn.q_proj\": 5} | {\"q_proj\": 16}",
        "{\"proj\": 5, \"_proj\": 6, \"self_attn\": 7, \"v\": 8, \"q_pro\": 9} | {}",
        "{\"model.layers.1.self_attn.v_proj\": 5} | {\"layers.1.self_attn.v_proj\": 5}",
        "null | {}",
      })
  void theFirstPatternThatFitsCounts(String patterns, String same)
      throws IOException, ModelException {
    float[] found = states(adapter("a").set("alpha_pattern", patterns).adapter());

    assertThat(found).isEqualTo(states(adapter("b").set("alpha_pattern", same).adapter()));
  }

  @Test
  void theDigestCoversWhatChangesStates() throws IOException, ModelException {
    // Given
    AdapterDescription before = describe(adapter("same"));
    CopiedCheckpoint named =
        adapter("named").set("base_model_name_or_path", "\"x\"").set("r", "99").set("x", "[1]");
    CopiedCheckpoint scaled = adapter("scaled").set("lora_alpha", "3");
    CopiedCheckpoint rooted = adapter("rooted").set("use_rslora", "true");
    CopiedCheckpoint patterned = adapter("patterned").set("alpha_pattern", "{\"q_proj\": 3}");
    CopiedCheckpoint trained =
        adapter("trained")
            .tensors(tensors -> tensors.replaceAll((name, tensor) -> tensor.with(0, 0.5f)));

    // When, Then
    assertThat(describe(adapter("elsewhere"))).isEqualTo(before);
    assertThat(describe(named).digest()).isEqualTo(before.digest());
    assertThat(describe(named).trainedOn()).contains("x");
    assertThat(
            List.of(
                before, describe(scaled), describe(rooted), describe(patterned), describe(trained)))
        .extracting(AdapterDescription::digest)
        .doesNotHaveDuplicates();
  }

  private CopiedCheckpoint adapter() throws IOException {
    return adapter("adapter");
  }

  private CopiedCheckpoint adapter(String place) throws IOException {
    return CopiedCheckpoint.adapterIn(folder.resolve(place), "q-v");
  }

  private static AdapterSource source(String name) throws ModelException {
    return AdapterSource.at(TinyCheckpoint.adapter("llama", name));
  }

  private static float[] states(AdapterSource source) throws ModelException {
    try (AdaptedExtractor adapted = base.adapt(source)) {
      return adapted.extract(rows, MEAN).states();
    }
  }

  private static AdapterDescription describe(CopiedCheckpoint adapter) throws ModelException {
    return ModelSource.at(TinyCheckpoint.at("llama"))
        .describe(adapter.adapter(), FileDigests.computed());
  }
}
