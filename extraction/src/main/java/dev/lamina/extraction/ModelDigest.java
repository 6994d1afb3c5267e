package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.lora.Adapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes all that determines states. Each part goes in with its role and its length, so no two
/// different models give the same bytes; where a model lies does not count.
final class ModelDigest {
  private final MessageDigest sha256;
  private final FileDigests files;

  private ModelDigest(MessageDigest sha256, FileDigests files) {
    this.sha256 = sha256;
    this.files = files;
  }

  private static ModelDigest with(FileDigests files) {
    try {
      return new ModelDigest(MessageDigest.getInstance("SHA-256"), files);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(ModelSource source, ModelGraph graph, int tokenLimit, FileDigests files)
      throws ModelException {
    ModelDigest digest = with(files);
    digest.text("lamina model, %s, tokens %d".formatted(graph.version(), tokenLimit));
    for (var part : graph.files().entrySet()) {
      digest.file(part.getKey(), part.getValue());
    }
    digest.file("tokenizer", source.tokenizer());
    if (source.tokenizerConfig().isPresent()) {
      digest.file("tokenizer config", source.tokenizerConfig().get());
    }
    return digest.hex();
  }

  static String of(Adapter adapter, FileDigests files) throws ModelException {
    ModelDigest digest = with(files);
    digest.text("lamina adapter, " + adapter.config().effect());
    digest.file("weights", adapter.source().weights());
    return digest.hex();
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
  }

  private void file(String role, Path file) throws ModelException {
    try {
      text(role + " " + files.sha256(file));
    } catch (IOException e) {
      throw new ModelException(
          Kind.CORRUPT, "'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
