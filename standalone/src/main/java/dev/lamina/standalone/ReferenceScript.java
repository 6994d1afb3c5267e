package dev.lamina.standalone;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.verify.ReferenceStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `scripts/reference_states.py`, run by a Python that has torch and transformers.
record ReferenceScript(String python) {

  private static final String SCRIPT = "scripts/reference_states.py";

  ReferenceStates run(Path model, Optional<Path> adapter)
      throws ModelException, InputException, IOException, InterruptedException {
    Path script = Path.of(System.getProperty("lamina.home", ""), SCRIPT);
    Path out = Files.createTempDirectory("lamina-reference");
    try {
      List<String> command =
          new ArrayList<>(List.of(python, script.toString(), model.toString(), out.toString()));
      adapter.ifPresent(folder -> command.addAll(List.of("--adapter", folder.toString())));
      System.err.println("Asking transformers for its states...");
      Process process = start(command);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new InputException(
            "%s%n%s"
                .formatted(
                    said.strip(),
                    "The reference needs a Python with torch and transformers: name one by --python, or make the states elsewhere with "
                        + SCRIPT
                        + " and name their folder by --reference."));
      }
      return ReferenceStates.read(out);
    } finally {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(out);
    }
  }

  private static Process start(List<String> command) throws InputException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()));
    }
  }
}
