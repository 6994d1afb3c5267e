package dev.lamina.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that is measured. It says a line of JSON when it is ready, answers each line by one,
/// and ends with its standard input. While it waits for a line it does nothing, so that several
/// can take turns.
public final class Child implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LOG_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final JsonNode ready;

  private Child(String name, Path log, Process process) throws IOException {
    this.name = name;
    this.log = log;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.ready = answer();
  }

  /// Starts a process and waits until it is ready.
  ///
  /// @param environment variables that it gets beside this process's own
  /// @param folder where its standard error is kept, as `NAME.log`
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path folder) {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Child(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /// What it said of itself when it was ready.
  public JsonNode ready() {
    return ready;
  }

  public JsonNode ask(Map<String, ?> question) {
    try {
      questions.write(JSON.writeValueAsString(question));
      questions.newLine();
      questions.flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(ending(), e);
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException(ending());
    }
    return JSON.readTree(line);
  }

  private String ending() {
    try {
      String exit =
          process.waitFor(5, TimeUnit.SECONDS) ? "with " + process.exitValue() : "its answers";
      List<String> lines = Files.readAllLines(log);
      return "%s ended %s:%n%s"
          .formatted(
              name,
              exit,
              String.join(
                  "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return name + " ended";
    } catch (IOException e) {
      return "%s ended, and its log %s cannot be read".formatted(name, log);
    }
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
