package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.extraction.TextRow;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The process that [LaminaSide] drives: `MODEL TEXTS_JSONL THREADS`.
final class LaminaProcess {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Nothing but answers may get there; what a library prints goes to standard error.
  private final PrintStream answers;

  private final ExtractorRun run;

  private LaminaProcess(PrintStream answers, ExtractorRun run) {
    this.answers = answers;
    this.run = run;
  }

  static void main(String... arguments) throws IOException, ModelException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    List<TextRow> rows = rows(Path.of(arguments[1]));
    long started = System.nanoTime();
    RuntimeOptions options =
        RuntimeOptions.withDefaults().withThreads(Integer.parseInt(arguments[2]));
    try (HiddenStateExtractor extractor =
        HiddenStateExtractor.open(ModelSource.at(Path.of(arguments[0])), options)) {
      LaminaProcess process = new LaminaProcess(answers, new ExtractorRun(extractor, rows));
      double seconds = (System.nanoTime() - started) / 1e9;
      process.say(Map.of("loadSeconds", seconds, "features", extractor.features()));
      process.serve();
    }
  }

  private void serve() throws IOException, ModelException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      JsonNode asked = JSON.readTree(line);
      int rows = asked.path("rows").asInt();
      int unitRows = asked.path("unitRows").asInt();
      if (asked.has("states")) {
        run.write(rows, Path.of(asked.path("states").asText()));
        say(Map.of());
      } else if (asked.path("memory").asBoolean()) {
        try (PrivateMemory memory = new PrivateMemory()) {
          run.pass(rows, unitRows);
          say(Map.of("peakPrivateBytes", memory.peak()));
        }
      } else {
        say(run.pass(rows, unitRows));
      }
    }
  }

  private void say(Map<String, ?> answer) throws IOException {
    answers.println(JSON.writeValueAsString(answer));
  }

  private static List<TextRow> rows(Path file) throws IOException {
    List<TextRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      rows.add(new TextRow(row.path("id").asText(), row.path("text").asText()));
    }
    return List.copyOf(rows);
  }
}
