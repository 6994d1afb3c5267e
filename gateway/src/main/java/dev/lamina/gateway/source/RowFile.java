package dev.lamina.gateway.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SpecText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Task rows as JSONL: one `{"id": ..., "input": ...}` a line, other fields allowed. Every faulty
/// line is named.
public final class RowFile {

  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final ObjectReader JSON =
      new JsonMapper()
          .readerFor(JsonNode.class)
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String name;
  private final SpecFaults faults;
  private final Map<String, Integer> lineOf = new HashMap<>();
  private int lines;
  private final SequencedMap<String, String> inputs = new LinkedHashMap<>();

  private RowFile(String name, SpecFaults faults) {
    this.name = name;
    this.faults = faults;
  }

  /// Inputs by row id, in the file's order.
  ///
  /// @param name the file as faults should name it
  public static SequencedMap<String, String> read(
      String name, InputStream content, SpecFaults faults) throws IOException {
    RowFile file = new RowFile(name, faults);
    file.readLines(new BufferedInputStream(content, 1 << 16));
    if (file.lines == 0) {
      faults.add(name, "there are no rows in it; a row is a line {\"id\": ..., \"input\": ...}");
    }
    return file.inputs;
  }

  private void readLines(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        row(number++, line.toByteArray());
        line.reset();
      } else {
        line.write(b);
        if (line.size() > MAX_LINE_BYTES) {
          faults.add(at(number), "the line is longer than 1 MiB");
          return;
        }
      }
    }
    row(number, line.toByteArray());
  }

  private void row(int number, byte[] bytes) {
    Optional<String> text = decoded(number, bytes);
    if (text.isEmpty() || text.get().isBlank()) {
      return;
    }
    lines++;
    try {
      JsonNode row = JSON.readTree(text.get());
      Optional<String> id = field(number, row, "id");
      Optional<String> input = field(number, row, "input");
      if (id.isPresent() && input.isPresent()) {
        add(number, id.get(), input.get());
      }
    } catch (JsonProcessingException e) {
      faults.add(at(number), "not a JSON object: " + e.getOriginalMessage());
    }
  }

  private Optional<String> decoded(int number, byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      faults.add(at(number), "the line is not UTF-8 text");
      lines++;
      return Optional.empty();
    }
  }

  private Optional<String> field(int number, JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (!row.isObject()
        || !(value.isTextual() || (field.equals("id") && value.isIntegralNumber()))) {
      faults.add(
          at(number), "a row is an object with a text \"" + field + "\"; there is none here");
      return Optional.empty();
    }
    if (!SpecText.isWhole(value.asText())) {
      faults.add(at(number), "\"" + field + "\" holds half of a surrogate pair, which is no text");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private void add(int number, String id, String input) {
    Integer before = lineOf.putIfAbsent(id, number);
    if (before != null) {
      faults.add(at(number), "the id \"" + id + "\" stands on line " + before + " already");
      return;
    }
    inputs.put(id, input);
  }

  private String at(int line) {
    return name + ", line " + line;
  }
}
