package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs scripts that lie beside the tests, with the packages of `requirements-test.txt`.
final class Python {

  private Python() {}

  /// @return what the script printed, as JSON; any warning fails it
  static JsonNode run(String script, Path folder) throws IOException, InterruptedException {
    Path python = Path.of(System.getProperty("lamina.root", "."), ".venv", "bin", "python");
    assertThat(python).as("run ./dev setup first: the tests' Python packages").exists();
    Path output = Files.createTempFile("python", ".json");
    Process process =
        new ProcessBuilder(
                List.of(python.toString(), "-W", "error", "-c", source(script), folder.toString()))
            .redirectOutput(output.toFile())
            .start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(errors).isZero();
    try {
      return new ObjectMapper().readTree(output.toFile());
    } finally {
      Files.delete(output);
    }
  }

  private static String source(String script) throws IOException {
    try (InputStream in = Python.class.getResourceAsStream(script)) {
      assertThat(in).as(script).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
