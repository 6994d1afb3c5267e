package dev.lamina.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The command line as its users start it.
final class Cli {

  private static final long MOST_MINUTES = 10;

  /// What a command did.
  record Outcome(int code, String out, String err) {}

  private final Path store;
  private final Map<String, String> environment;

  Cli(Path store) {
    this(store, Map.of());
  }

  /// @param environment beside the one that this process has
  Cli(Path store, Map<String, String> environment) {
    this.store = store;
    this.environment = Map.copyOf(environment);
  }

  Path store() {
    return store;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("lamina", ".out");
    Path err = Files.createTempFile("lamina", ".err");
    try {
      Process process = start(out, err, arguments);
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "lamina %s ran for over %d minutes"
                .formatted(String.join(" ", arguments), MOST_MINUTES));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /// Starts a command and returns at once.
  Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Project.HOME.resolve("lamina").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Project.HOME.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("XDG_DATA_HOME", store.toString());
    builder.environment().put("XDG_CACHE_HOME", store + "-cache");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
