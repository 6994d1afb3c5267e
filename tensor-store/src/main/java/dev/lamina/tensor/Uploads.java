package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Rows and models that users sent, by name. The only objects that may be replaced: what is
/// computed from them is keyed by their content, so a new upload never changes an old result.
public final class Uploads {

  /// The files that make a model.
  public static final Set<String> MODEL_FILES =
      Set.of("model.onnx", "tokenizer.json", "tokenizer_config.json", "config.json");

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
    if (!MODEL_FILES.contains(file)) {
      throw new FaultException(
          Fault.MODEL_INVALID,
          "\"%s\" is no file of a model; %s are"
              .formatted(file, String.join(", ", MODEL_FILES.stream().sorted().toList())));
    }
    store.put(Keys.uploadedModel(checked(model)) + file, content);
  }

  public List<String> models() {
    return store.list(Keys.UPLOADED_MODELS).stream()
        .map(key -> key.substring(Keys.UPLOADED_MODELS.length()))
        .map(key -> key.substring(0, key.indexOf('/')))
        .distinct()
        .toList();
  }

  /// Copies a model's files into a folder of the cache.
  ///
  /// @return that folder; empty when there is no such model
  public Optional<Path> fetchModel(String model, Path cache) {
    String below = Keys.uploadedModel(checked(model));
    List<String> keys = store.list(below);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Path folder = cache.resolve(model);
    try {
      Files.createDirectories(folder);
      for (String key : keys) {
        Path part = Files.createTempFile(folder, "part", "");
        Files.write(part, store.read(key).orElse(new byte[0]));
        Files.move(
            part,
            folder.resolve(key.substring(below.length())),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("model " + model + " could not be copied to " + folder, e);
    }
    return Optional.of(folder);
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
