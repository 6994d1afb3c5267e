package dev.lamina.standalone;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where activations and scores are kept, for all runs together.
final class StoreOption {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "Folder of stored activations and scores, shared by all runs. Default:"
              + " $$XDG_DATA_HOME/lamina, else ~/.local/share/lamina.")
  private @Nullable Path store;

  Path folder() {
    return Optional.ofNullable(store).orElseGet(StoreOption::standard).toAbsolutePath().normalize();
  }

  private static Path standard() {
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("lamina");
  }
}
