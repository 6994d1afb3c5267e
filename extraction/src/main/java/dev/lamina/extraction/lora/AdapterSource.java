package dev.lamina.extraction.lora;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where an adapter lies: a folder that PEFT wrote, with `adapter_config.json` and
/// `adapter_model.safetensors`.
public final class AdapterSource {
  private static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";

  private final Path folder;

  private AdapterSource(Path folder) {
    this.folder = folder;
  }

  /// Finds the files of an adapter; opens none of them.
  public static AdapterSource at(Path folder) throws ModelException {
    for (String file : List.of(CONFIG, WEIGHTS)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new ModelException(
            Kind.MISSING,
            "'%s' is no adapter: it has no file '%s'. PEFT's model.save_pretrained(folder) writes it."
                .formatted(folder, file));
      }
    }
    return new AdapterSource(folder.toAbsolutePath());
  }

  public Path config() {
    return folder.resolve(CONFIG);
  }

  public Path weights() {
    return folder.resolve(WEIGHTS);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
