package dev.lamina.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetWriter;
import dev.lamina.contract.RowText;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFault;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SweepSpec.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowFileTest {

  private final SpecFaults faults = new SpecFaults();

  private SequencedMap<String, String> read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private SequencedMap<String, String> read(byte[] bytes) throws IOException {
    return RowFile.read("rows.jsonl", new ByteArrayInputStream(bytes), faults);
  }

  private List<SpecFault> found() {
    try {
      faults.refuse();
      return List.of();
    } catch (SpecException e) {
      return e.faults();
    }
  }

  @Test
  void rowsKeepTheirOrderAndMayHaveOtherFields() throws IOException {
    var rows = read("{\"id\":\"b\",\"input\":\"two\",\"target\":1}\n\n{\"id\":7,\"input\":\"\"}\n");

    assertThat(rows).containsExactly(Map.entry("b", "two"), Map.entry("7", ""));
    assertThat(found()).isEmpty();
  }

  @Test
  void everyFaultyLineIsNamed() throws IOException {
    read(
        """
        {"id":"a","input":"fine"}
        not json
        {"id":"b"}
        {"id":"a","input":"again"}
        ["id"]
        {"id":"c","input":"x"} trailing
        """);

    assertThat(found())
        .extracting(SpecFault::where)
        .containsExactly(
            "rows.jsonl, line 2",
            "rows.jsonl, line 3",
            "rows.jsonl, line 4",
            "rows.jsonl, line 5",
            "rows.jsonl, line 5",
            "rows.jsonl, line 6");
    assertThat(found().get(2).message()).contains("\"a\"").contains("line 1");
  }

  record TextRow(String id, String input, List<Double> embedding) {}

  record NumberedRow(long id, String input) {}

  record Untitled(String name, String input) {}

  private static <T> byte[] parquet(Class<T> type, List<T> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarpetWriter<T> writer = new CarpetWriter<>(out, type)) {
      writer.write(rows);
    }
    return out.toByteArray();
  }

  @Test
  void parquetRowsAreReadAlike() throws IOException {
    byte[] texts =
        parquet(
            TextRow.class,
            List.of(
                new TextRow("b", "zwei \u00fc", List.of(1.0)), new TextRow("a", "", List.of())));
    byte[] numbers = parquet(NumberedRow.class, List.of(new NumberedRow(7, "seven")));

    assertThat(read(texts)).containsExactly(Map.entry("b", "zwei \u00fc"), Map.entry("a", ""));
    assertThat(read(numbers)).containsExactly(Map.entry("7", "seven"));
    assertThat(found()).isEmpty();
  }

  @Test
  void faultyParquetRowsAreNamed() throws IOException {
    read(parquet(Untitled.class, List.of(new Untitled("x", "one"))));
    read(parquet(NumberedRow.class, List.of(new NumberedRow(1, "a"), new NumberedRow(1, "b"))));

    assertThat(found())
        .extracting(SpecFault::where)
        .containsExactly("rows.jsonl, row 1", "rows.jsonl, row 2");
  }

  @Property(tries = 60)
  void parquetFilesThatAreCutOrChangedNeverDoMoreThanNameAFault(
      @ForAll @IntRange(min = 4, max = 500) int cut, @ForAll byte changed) throws IOException {
    byte[] whole = parquet(NumberedRow.class, List.of(new NumberedRow(1, "a")));
    byte[] bytes = Arrays.copyOf(whole, Math.min(cut, whole.length));
    bytes[bytes.length - 1] ^= changed;
    SpecFaults own = new SpecFaults();

    SequencedMap<String, String> rows =
        RowFile.read("rows.parquet", new ByteArrayInputStream(bytes), own);

    if (bytes.length < whole.length) {
      assertThat(rows).isEmpty();
      assertThatThrownBy(own::refuse).hasMessageContaining("rows.parquet");
    }
  }

  @Test
  void bytesThatAreNoUtf8AreNamed() throws IOException {
    read(new byte[] {'{', (byte) 0xc3, '(', '}', '\n'});

    assertThat(found()).singleElement().asString().contains("line 1").contains("UTF-8");
  }

  @Test
  void halfASurrogatePairIsNamed() throws IOException {
    read("{\"id\":\"a\",\"input\":\"x \\ud800 y\"}\n");

    assertThat(found()).singleElement().asString().contains("line 1").contains("surrogate");
  }

  @Test
  void aTaskWithoutRowsIsAFault() throws IOException {
    read("\n\n");

    assertThat(found()).singleElement().asString().contains("no rows");
  }

  @Property
  void theSampleDoesNotDependOnTheFilesOrder(
      @ForAll @IntRange(min = 1, max = 50) int limit, @ForAll long seed) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ids.add("row-" + i);
    }
    List<RowText> ordered = RowSample.of(rows(ids), new Sample(limit, seed), "{input}");
    Collections.reverse(ids);
    List<RowText> reversed = RowSample.of(rows(ids), new Sample(limit, seed), "{input}");

    assertThat(ordered).hasSize(Math.min(limit, 40)).containsExactlyInAnyOrderElementsOf(reversed);
  }

  @Test
  void thePromptGoesAroundTheInput() {
    assertThat(RowSample.of(rows(List.of("a")), new Sample(1, 0), "Q: {input} A:"))
        .containsExactly(new RowText("a", "Q: text of a A:"));
  }

  private static SequencedMap<String, String> rows(List<String> ids) {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    ids.forEach(id -> rows.put(id, "text of " + id));
    return rows;
  }
}
