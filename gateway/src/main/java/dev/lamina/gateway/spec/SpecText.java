package dev.lamina.gateway.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// YAML or JSON to a tree, within bounds: a hostile text costs no more than an honest one.
public final class SpecText {

  /// No honest spec is larger: a task with its name, cluster and file takes about 100 bytes.
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SpecText() {}

  /// Whether a text can be written as UTF-8: JSON can spell halves of surrogate pairs.
  public static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  public static byte[] read(Path file) throws SpecException {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new SpecException(name, "there is no such file");
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new SpecException(name, "cannot be read: " + e.getMessage());
    }
  }

  static JsonNode parse(byte[] bytes) throws SpecException {
    if (bytes.length > MAX_BYTES) {
      throw new SpecException(
          "",
          "the spec is larger than "
              + (MAX_BYTES >> 20)
              + " MiB; it should name files of rows, not hold them");
    }
    String text = decode(bytes);
    return text.stripLeading().startsWith("{") ? json(text) : yaml(text);
  }

  private static String decode(byte[] bytes) throws SpecException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SpecException("", "the spec is not UTF-8 text");
    }
  }

  private static JsonNode json(String text) throws SpecException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new SpecException(where, "not valid JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode yaml(String text) throws SpecException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowRecursiveKeys(false);
    try {
      Object tree = new Yaml(new SafeConstructor(options)).load(text);
      return JSON.valueToTree(tree);
    } catch (YAMLException e) {
      throw new SpecException("", "not valid YAML: " + e.getMessage());
    } catch (IllegalArgumentException | StackOverflowError e) {
      throw new SpecException("", "the YAML nests into itself; write it out plainly");
    }
  }
}
