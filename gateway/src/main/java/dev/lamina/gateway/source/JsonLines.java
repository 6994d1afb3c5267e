package dev.lamina.gateway.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One `{"id": ..., "input": ...}` a line, other fields allowed.
final class JsonLines {

  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final ObjectReader JSON =
      new JsonMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonLines() {}

  static void read(InputStream in, FoundRows rows) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        row(number++, line.toByteArray(), rows);
        line.reset();
      } else {
        line.write(b);
        if (line.size() > MAX_LINE_BYTES) {
          rows.fault(number, "the line is longer than 1 MiB");
          return;
        }
      }
    }
    row(number, line.toByteArray(), rows);
  }

  private static void row(int number, byte[] bytes, FoundRows rows) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.isBlank()) {
        JsonNode row = JSON.readTree(text);
        rows.row(number, value(row.path("id")), value(row.path("input")));
      }
    } catch (CharacterCodingException e) {
      rows.fault(number, "the line is not UTF-8 text");
    } catch (JsonProcessingException e) {
      rows.fault(number, "not a JSON object: " + e.getOriginalMessage());
    }
  }

  private static @Nullable Object value(JsonNode field) {
    if (field.isTextual()) {
      return field.asText();
    }
    return field.isIntegralNumber() ? field.bigIntegerValue() : null;
  }
}
