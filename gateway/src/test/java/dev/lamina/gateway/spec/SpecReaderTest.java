package dev.lamina.gateway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.gateway.spec.SweepSpec.Layers;
import dev.lamina.gateway.spec.SweepSpec.Model;
import dev.lamina.gateway.spec.SweepSpec.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

  private static final List<String> MEASURES = List.of("cka", "cka-debiased");

  private static final String SMALLEST =
      """
      apiVersion: lamina/v1
      name: small
      models:
        base: { source: "file:models/base" }
        "ctl-{task}": { source: "file:models/{task}" }
      compare:
        - { experimental: base, control: "ctl-{task}" }
      tasks:
        - { name: sst2, rows: "file:sst2.jsonl" }
      """;

  private static SweepSpec read(String text) throws SpecException {
    return read(text.getBytes(UTF_8));
  }

  private static SweepSpec read(byte[] bytes) throws SpecException {
    SpecFaults faults = new SpecFaults();
    Optional<SweepSpec> spec = SpecReader.read(bytes, MEASURES, faults);
    faults.refuse();
    return spec.orElseThrow();
  }

  private static List<SpecFault> faults(String text) {
    return catchThrowableOfType(SpecException.class, () -> read(text)).faults();
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws SpecException {
    SweepSpec spec = read(SMALLEST);

    assertThat(spec.sample()).isEqualTo(new Sample(10_000, 13));
    assertThat(spec.prompt()).isEqualTo("{input}");
    assertThat(spec.pooling()).isEqualTo("last-token");
    assertThat(spec.maxTokens()).isEqualTo(512);
    assertThat(spec.precision()).isEqualTo("float32");
    assertThat(spec.layers()).isEqualTo(new Layers.All());
    assertThat(spec.measures()).containsExactly("cka", "cka-debiased");
    assertThat(spec.tooLong()).isEqualTo("truncate");
    assertThat(spec.pool()).isEqualTo("default");
    assertThat(spec.tasks().getFirst().seen()).isTrue();
  }

  @Test
  void everyKeyOfTheContractIsRead() throws SpecException {
    SweepSpec spec =
        read(
            """
            apiVersion: lamina/v1
            name: flan-llama2
            models:
              base: { source: "file:models/base", pool: a100 }
              sft:  { base: base, adapter: "s3://adapters/flan-all" }
            compare:
              - { experimental: base, control: sft }
            tasks:
              - { name: cola, cluster: unseen, rows: "file:cola.jsonl", seen: false, prompt: "Q: {input}" }
            sample: { limit: 5, seed: 7 }
            prompt: "A: {input}"
            pooling: mean
            maxTokens: 64
            precision: float16
            layers: [3, 1]
            measures: [cka]
            tooLong: refuse
            pool: gpu
            """);

    assertThat(spec.models().get("base"))
        .isEqualTo(new Model.Source("file:models/base", Optional.of("a100")));
    assertThat(spec.models().get("sft"))
        .isEqualTo(new Model.Adapted("base", "s3://adapters/flan-all", Optional.empty()));
    assertThat(spec.compare()).containsExactly(new Comparison("base", "sft"));
    assertThat(spec.tasks())
        .containsExactly(
            new SweepSpec.Task(
                "cola", "unseen", "file:cola.jsonl", false, Optional.of("Q: {input}")));
    assertThat(spec.sample()).isEqualTo(new Sample(5, 7));
    assertThat(spec.layers()).isEqualTo(new Layers.Listed(List.of(1, 3)));
    assertThat(spec.pool()).isEqualTo("gpu");
  }

  @Test
  void jsonIsReadAsWell() throws SpecException {
    SweepSpec spec =
        read(
            """
            {"apiVersion": "lamina/v1", "name": "small",
            \t"models": {"a": {"source": "file:a"}},
             "compare": [{"experimental": "a", "control": "a"}],
             "tasks": [{"name": "t", "rows": "file:t.jsonl"}]}
            """);

    assertThat(spec.models()).containsOnlyKeys("a");
  }

  @Test
  void anUnknownKeyIsAFaultWithTheNearestName() {
    assertThat(faults(SMALLEST + "measurs: [cka]\n"))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.where()).isEqualTo("measurs");
              assertThat(fault.message()).contains("Did you mean \"measures\"?");
            });
  }

  @Test
  void allFaultsAreToldAtOnce() {
    List<SpecFault> faults =
        faults(
            """
            apiVersion: lamina/v2
            name: "../escape"
            models:
              base: { sourc: "file:models/base" }
            compare:
              - { experimental: bas, control: base }
            tasks:
              - { name: sst2, rows: "file:sst2.jsonl", seen: perhaps }
              - { name: sst2, rows: "file:other.jsonl" }
            sample: { limit: 0 }
            pooling: median
            maxTokens: many
            layers: [-1]
            measures: [ckaa]
            prompt: "no place for it"
            """);

    assertThat(faults)
        .extracting(SpecFault::where)
        .contains(
            "apiVersion",
            "name",
            "models.base.sourc",
            "models.base.source",
            "tasks[0].seen",
            "tasks",
            "sample.limit",
            "pooling",
            "maxTokens",
            "layers",
            "measures",
            "prompt");
  }

  @Test
  void aModelThatIsNotThereIsNamedWithTheNearestOne() {
    assertThat(faults(SMALLEST.replace("experimental: base", "experimental: bass")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.where()).isEqualTo("compare[0].experimental");
              assertThat(fault.message()).contains("Did you mean \"base\"?");
            });
  }

  @Test
  void namesThatWouldClimbAreRefused() {
    for (String name : List.of("..", "a/b", "a\\\\b", ".hidden", "")) {
      assertThat(faults(SMALLEST.replace("name: sst2", "name: \"" + name + "\"")))
          .as(name)
          .isNotEmpty();
    }
  }

  @Test
  void aHugeSpecIsRefusedBeforeItIsParsed() {
    byte[] huge = new byte[100 << 20];

    assertThatThrownBy(() -> read(huge))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("larger than 4 MiB");
  }

  @Test
  void aYamlThatExplodesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }

    assertThat(faults(bomb.toString())).isNotEmpty();
  }

  @Test
  void aYamlThatHoldsItselfIsRefused() {
    assertThat(faults("&a [*a]\n")).isNotEmpty();
    assertThat(faults("[".repeat(100_000))).isNotEmpty();
  }

  @Test
  void brokenTextsAreRefusedWithTheirPlace() {
    assertThat(faults("name: [unclosed\n")).singleElement().asString().contains("line");
    assertThat(faults("{\"name\": }")).singleElement().asString().contains("line 1");
    assertThat(faults("")).isNotEmpty();
    assertThat(faults("just words")).isNotEmpty();
    assertThatThrownBy(() -> read(new byte[] {(byte) 0xff, 0x20})).hasMessageContaining("UTF-8");
  }

  @Test
  void noClassIsMadeFromAYamlTag() {
    assertThat(faults("!!java.net.URL [\"http://127.0.0.1\"]\n")).isNotEmpty();
  }
}
