package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Hashes all that determines a model's states. Each part goes in with its role and its length,
/// so no two different models give the same bytes; where a model lies does not count.
final class ModelDigest {
  private final MessageDigest sha256;

  private ModelDigest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  static String of(ModelSource source, OnnxFile file, int tokenLimit) throws ModelException {
    try {
      ModelDigest digest = new ModelDigest(MessageDigest.getInstance("SHA-256"));
      digest.text("lamina model, taps %d, tokens %d".formatted(Taps.VERSION, tokenLimit));
      digest.file("onnx", file.file());
      for (Path data : file.externalFiles()) {
        digest.file("data " + file.folder().relativize(data), data);
      }
      digest.file("tokenizer", source.tokenizer());
      Optional<Path> config = source.tokenizerConfig();
      if (config.isPresent()) {
        digest.file("tokenizer config", config.get());
      }
      return HexFormat.of().formatHex(digest.sha256.digest());
    } catch (IOException e) {
      throw new ModelException(
          Kind.CORRUPT, "'%s' cannot be read: %s".formatted(source, e.getMessage()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
  }

  private void file(String role, Path file) throws IOException {
    text(role + " " + Files.size(file));
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
  }
}
