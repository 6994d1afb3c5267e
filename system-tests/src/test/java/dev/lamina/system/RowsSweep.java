package dev.lamina.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// A sweep over the demo's two models and rows of its own, long enough to do something meanwhile.
///
/// @param rows of each task
record RowsSweep(String name, int tasks, int rows) {

  String task(int task) {
    return name + task;
  }

  /// As JSONL.
  String rows(int task) {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      String input =
          "%s %d asks about number %d, %s."
              .formatted(name, task, row * 7 + task, "and so on ".repeat(row % 12 + 4));
      lines.append("{\"id\":\"%d\",\"input\":\"%s\"}%n".formatted(row, input));
    }
    return lines.toString();
  }

  String specOfUploads() {
    return spec(task -> "upload:" + task);
  }

  /// Writes rows and spec as files.
  ///
  /// @return the spec
  Path writeTo(Path folder) throws IOException {
    for (int task = 0; task < tasks; task++) {
      Files.writeString(folder.resolve(task(task) + ".jsonl"), rows(task));
    }
    return Files.writeString(
        folder.resolve(name + ".yaml"), spec(task -> "file:" + folder + "/" + task + ".jsonl"));
  }

  private String spec(UnaryOperator<String> source) {
    StringBuilder list = new StringBuilder();
    for (int task = 0; task < tasks; task++) {
      list.append(
          "  - { name: %s, rows: \"%s\" }%n".formatted(task(task), source.apply(task(task))));
    }
    return """
        apiVersion: lamina/v1
        name: %s
        models:
          base: { source: "file:%s/models/bge-small-en" }
          tuned: { source: "file:%s/models/bge-small-en-v15" }
        compare:
          - { experimental: base, control: tuned }
        pooling: cls
        measures: [cka]
        tasks:
        %s"""
        .formatted(name, Project.DEMO, Project.DEMO, list);
  }
}
