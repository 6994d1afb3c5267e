package dev.lamina.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A MOSSA of a tiny Llama, made small enough for a round and of enough units to be struck in. In
/// every round the rows have other ids and the same texts: all is computed anew, and every score
/// must come out as before.
final class ChaosSweep {

  static final int TASKS = 8;

  /// Of each task: the base, the tuned model and the control.
  static final int BATCHES = 3 * TASKS;

  static final int ANALYSES = TASKS;

  private static final int ROWS = 48;

  /// Of the controls: none of them is the tuned model's, whose states would be theirs too.
  private static final List<String> ADAPTERS = List.of("q-v", "patterns", "float16");

  private final Path checkpoint;
  private final Path folder;

  private ChaosSweep(Path checkpoint, Path folder) {
    this.checkpoint = checkpoint;
    this.folder = folder;
  }

  /// Copies the models into a folder from which the services may read.
  static ChaosSweep in(Path home, Path folder) throws IOException {
    Path checkpoint = home.resolve("extraction/src/test/resources/checkpoints/llama");
    ChaosSweep sweep = new ChaosSweep(checkpoint, folder);
    sweep.copyBase(folder.resolve("base"));
    sweep.copyAdapter("all-linear", folder.resolve("adapters/sft"));
    for (int task = 0; task < TASKS; task++) {
      String adapter = ADAPTERS.get(task % ADAPTERS.size());
      sweep.copyAdapter(adapter, folder.resolve("adapters").resolve(name(task)));
    }
    return sweep;
  }

  void copyBase(Path to) throws IOException {
    copy(checkpoint, to);
  }

  /// @param name of a folder of the checkpoint's adapters
  void copyAdapter(String name, Path to) throws IOException {
    copy(checkpoint.resolve("adapters").resolve(name), to);
  }

  /// Where the models lie.
  Path folder() {
    return folder;
  }

  /// The sweep of a round, its rows written down.
  ///
  /// @param name of the sweep; another name makes another sweep of the same units
  byte[] spec(int round, String name) throws IOException {
    Path rows = folder.resolve("rows-" + round);
    Files.createDirectories(rows);
    StringBuilder tasks = new StringBuilder();
    for (int task = 0; task < TASKS; task++) {
      Path file = rows.resolve(name(task) + ".jsonl");
      Files.write(file, rows("round-%d-".formatted(round), task));
      tasks.append("  - { name: %s, rows: \"file:%s\" }\n".formatted(name(task), file));
    }
    return """
    apiVersion: lamina/v1
    name: NAME
    models:
      base: { source: "file:FOLDER/base" }
      sft: { base: base, adapter: "file:FOLDER/adapters/sft" }
      "ctl-{task}": { base: base, adapter: "file:FOLDER/adapters/{task}" }
    compare:
      - { experimental: base, control: "ctl-{task}" }
      - { experimental: sft, control: "ctl-{task}" }
    tasks:
    """
        .replace("NAME", name)
        .replace("FOLDER", folder.toString())
        .concat(tasks.toString())
        .getBytes(UTF_8);
  }

  /// @param prefix of the rows' ids
  static List<String> rows(String prefix, int task) {
    Random words = new Random(task);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      String text =
          IntStream.range(0, 1 + words.nextInt(20))
              .mapToObj(word -> "w" + words.nextInt(4, 48))
              .collect(Collectors.joining(" "));
      lines.add("{\"id\":\"%s%d\",\"input\":\"%s\"}".formatted(prefix, row, text));
    }
    return lines;
  }

  private static String name(int task) {
    return "task-" + task;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
