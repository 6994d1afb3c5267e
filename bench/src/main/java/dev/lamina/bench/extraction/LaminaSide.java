package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.bench.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lamina's own extractor in a JVM of its own, which lives through all rounds as an extractor
/// does: it loads a model once and then works for hours. Its flags are those of `./lamina`.
final class LaminaSide implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=4");

  private final Child child;
  private final int unitRows;

  LaminaSide(BenchModel model, Path texts, int threads, Path work) {
    this.unitRows = model.unitRows();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add(LaminaProcess.class.getName());
    command.addAll(List.of(model.folder().toString(), texts.toString(), String.valueOf(threads)));
    // Not among the arguments: ONNX Runtime 1.29 crashes in a process whose command line is
    // longer than about 3,600 bytes.
    Map<String, String> environment = Map.of("CLASSPATH", System.getProperty("java.class.path"));
    this.child = Child.start("lamina", command, environment, work);
  }

  double loadSeconds() {
    return child.ready().path("loadSeconds").asDouble();
  }

  /// Width of one state.
  int features() {
    return child.ready().path("features").asInt();
  }

  /// A pass, and what it left in a store.
  ///
  /// @param storedShare bytes stored, by the least that their numbers take
  record Stored(Pass pass, double storedShare) {}

  Stored pass(int rows) {
    JsonNode answer = ask(rows, Map.of());
    return new Stored(Pass.of(answer), answer.path("storedShare").asDouble());
  }

  /// Writes the last token's states of the first rows, `[layers, rows, features]`.
  void states(int rows, Path file) {
    ask(rows, Map.of("states", file.toString()));
  }

  /// Private memory at its most while some rows are extracted, in bytes; 0 where the system does
  /// not tell.
  long peakMemory(int rows) {
    return ask(rows, Map.of("memory", true)).path("peakPrivateBytes").asLong();
  }

  private JsonNode ask(int rows, Map<String, ?> more) {
    Map<String, Object> question = new HashMap<>(more);
    question.put("rows", rows);
    question.put("unitRows", unitRows);
    return child.ask(question);
  }

  @Override
  public void close() {
    child.close();
  }
}
