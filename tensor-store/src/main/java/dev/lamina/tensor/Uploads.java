package dev.lamina.tensor;

import dev.lamina.contract.Digest;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Rows and models that users sent, by name. The only objects that may be replaced: what is
/// computed from them is keyed by their content, so a new upload never changes an old result.
public final class Uploads {

  private static final Set<String> MODEL_FILES =
      Set.of(
          "model.onnx",
          "model.onnx_data",
          "config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "model.safetensors.index.json",
          "adapter_config.json");

  private static final Pattern WEIGHTS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}\\.safetensors");

  private static final String SCHEME = "upload:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final ObjectStore store;

  public Uploads(ObjectStore store) {
    this.store = store;
  }

  /// How a spec names what was uploaded as `name`.
  public static String source(String name) {
    return SCHEME + name;
  }

  /// The name in a source; empty when the source is of another kind.
  public static Optional<String> nameIn(String source) {
    return source.startsWith(SCHEME)
        ? Optional.of(source.substring(SCHEME.length()))
        : Optional.empty();
  }

  /// Whether a file of this name can be a part of a model or of an adapter: a graph, a
  /// checkpoint's files, an adapter's files. Such a name is plain, without folders.
  public static boolean isModelFile(String name) {
    return MODEL_FILES.contains(name) || WEIGHTS.matcher(name).matches();
  }

  public void putRows(String task, byte[] jsonl) {
    store.put(Keys.uploadedTask(checked(task)), jsonl);
  }

  public Optional<byte[]> rows(String task) {
    return store.read(Keys.uploadedTask(checked(task)));
  }

  public List<String> tasks() {
    return store.list(Keys.UPLOADED_TASKS).stream()
        .map(key -> key.substring(Keys.UPLOADED_TASKS.length()))
        .filter(key -> key.endsWith(".jsonl"))
        .map(key -> key.substring(0, key.length() - ".jsonl".length()))
        .toList();
  }

  public void putModelFile(String model, String file, byte[] content) {
    if (!isModelFile(file)) {
      throw new FaultException(
          Fault.MODEL_INVALID,
          "\"%s\" is no file of a model or of an adapter; NAME.safetensors and %s are"
              .formatted(file, String.join(", ", MODEL_FILES.stream().sorted().toList())));
    }
    // In this order, content never lies beside an older digest, wherever this ends.
    forgetDigest(model, file);
    store.put(Keys.uploadedModel(model) + file, content);
    putDigest(model, file, HexFormat.of().formatHex(Digest.sha256().digest(content)));
  }

  public List<String> models() {
    return store.list(Keys.UPLOADED_MODELS).stream()
        .map(key -> key.substring(Keys.UPLOADED_MODELS.length()))
        .map(key -> key.substring(0, key.indexOf('/')))
        .distinct()
        .toList();
  }

  /// One file of an uploaded model.
  ///
  /// @param sha256 of its content, in hexadecimal; while a file is being replaced it may be that
  ///     of the content before
  public record ModelFile(String name, long bytes, String sha256) {}

  /// The files of a model; none when there is no such model.
  public List<ModelFile> modelFiles(String model) {
    String below = Keys.uploadedModel(checked(model));
    return store.list(below).stream()
        .map(key -> key.substring(below.length()))
        .filter(Uploads::isModelFile)
        .map(file -> modelFile(model, file))
        .toList();
  }

  /// The bytes of a file of a model, from `offset` on.
  public InputStream openModelFile(String model, ModelFile file, long offset) {
    return new ObjectStream(
        store, Keys.uploadedModel(checked(model)) + file.name(), offset, file.bytes());
  }

  /// For a digest that is not that of the content: it is computed when it is next asked for.
  /// Uploads of one file at the same time may leave such a one.
  public void forgetDigest(String model, String file) {
    store.delete(Keys.uploadedDigest(checked(model), file));
  }

  private ModelFile modelFile(String model, String file) {
    String key = Keys.uploadedModel(model) + file;
    long bytes = store.size(key).orElse(0L);
    Optional<byte[]> known = store.read(Keys.uploadedDigest(model, file));
    return new ModelFile(
        file,
        bytes,
        known
            .map(hex -> new String(hex, StandardCharsets.US_ASCII))
            .orElseGet(() -> digest(model, file, bytes)));
  }

  /// Of a file whose upload kept none, or did not come to its end.
  private String digest(String model, String file, long bytes) {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new ObjectStream(store, Keys.uploadedModel(model) + file, 0, bytes)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String hex = HexFormat.of().formatHex(sha256.digest());
    putDigest(model, file, hex);
    return hex;
  }

  private void putDigest(String model, String file, String hex) {
    store.put(Keys.uploadedDigest(model, file), hex.getBytes(StandardCharsets.US_ASCII));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new FaultException(
          Fault.SPEC_INVALID,
          "\"%s\" cannot be a name: letters, digits, '.', '_' and '-' make one, at most 100"
              .formatted(name));
    }
    return name;
  }
}
