package dev.lamina.extraction;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.json.JsonSyntax;
import dev.lamina.extraction.json.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A model's own `tokenizer.json` without its padding and truncation: those are ours, row by
/// row.
final class TextTokenizer implements AutoCloseable {
  private static final long MOST_BYTES = 256L << 20;

  private final Path file;
  private final HuggingFaceTokenizer tokenizer;

  private TextTokenizer(Path file, HuggingFaceTokenizer tokenizer) {
    this.file = file;
    this.tokenizer = tokenizer;
  }

  static TextTokenizer open(Path file) throws ModelException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ModelException(
            Kind.FORBIDDEN, "'%s' is larger than 256 MiB, no tokenizer is.".formatted(file));
      }
      JsonSyntax.check(file);
      SpecialTokenTemplate.check(file);
      keepToThisMachine();
      try (InputStream json = Files.newInputStream(file)) {
        return new TextTokenizer(
            file,
            HuggingFaceTokenizer.newInstance(
                json, Map.of("padding", "false", "truncation", "false")));
      }
    } catch (IOException | RuntimeException e) {
      // The native library reports a broken file as a bare RuntimeException.
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' cannot be read as a tokenizer (%s). Save the model's fast tokenizer again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// The tokens of a text, special tokens included, none cut. A lone surrogate, which no UTF-8
  /// can hold, is read as U+FFFD.
  TokenRow encode(String text) throws ModelException {
    try {
      Encoding encoding = tokenizer.encode(Text.wellFormed(text), true, false);
      return TokenRow.of(encoding.getIds(), encoding.getTypeIds(), encoding.getSpecialTokenMask());
    } catch (RuntimeException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' does not read every text (%s). Save the model's fast tokenizer again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// DJL would report its use, and look for other builds of its native code on the net. Not in a
  /// static initializer: a native executable runs those where it is built.
  private static void keepToThisMachine() {
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.offline", "true");
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
