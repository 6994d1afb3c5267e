package dev.lamina.system;

import java.nio.file.Path;

/// Where the project lies that is tested.
final class Project {

  static final Path HOME = Path.of(System.getProperty("lamina.root")).toAbsolutePath();

  static final Path DEMO = HOME.resolve("examples/demo");

  private Project() {}

  /// A small spec over the demo's models and rows: three tasks, few rows.
  static String smallSpec(String name, int rows) {
    return """
        apiVersion: lamina/v1
        name: %s
        models:
          base: { source: "file:%s/models/bge-small-en" }
          tuned: { source: "file:%s/models/bge-small-en-v15" }
        compare:
          - { experimental: base, control: tuned }
        tasks:
          - { name: arithmetic, cluster: math, rows: "file:%s/tasks/arithmetic.jsonl" }
          - { name: film-reviews, cluster: sentiment, rows: "file:%s/tasks/film-reviews.jsonl" }
          - { name: same-meaning, cluster: paraphrase, rows: "file:%s/tasks/same-meaning.jsonl", seen: false }
        sample: { limit: %d }
        pooling: cls
        maxTokens: 64
        """
        .formatted(name, DEMO, DEMO, DEMO, DEMO, DEMO, rows);
  }
}
