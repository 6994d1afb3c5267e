package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What a run wrote.
record Results(JsonNode manifest, List<Score> scores) {

  Results {
    scores = List.copyOf(scores);
  }

  /// A line of `scores.csv`.
  ///
  /// @param value empty where the score is not defined
  record Score(
      String experimental,
      String control,
      String task,
      int layer,
      String measure,
      OptionalDouble value,
      int n,
      int dropped) {

    private static Score of(String line) {
      String[] cells = line.split(",", -1);
      return new Score(
          cells[0],
          cells[1],
          cells[2],
          Integer.parseInt(cells[4]),
          cells[5],
          cells[6].isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(cells[6])),
          Integer.parseInt(cells[9]),
          Integer.parseInt(cells[10]));
    }
  }

  static Results in(Path out) throws IOException {
    List<Score> scores = new ArrayList<>();
    try (Stream<String> lines = Files.lines(out.resolve("scores.csv"))) {
      lines.skip(1).map(Score::of).forEach(scores::add);
    }
    return new Results(new JsonMapper().readTree(out.resolve("manifest.json").toFile()), scores);
  }

  /// Scores of a pair, by task, measure and layer as the file has them.
  List<Score> of(String experimental, String control) {
    List<Score> found =
        scores.stream()
            .filter(s -> s.experimental().equals(experimental) && s.control().equals(control))
            .toList();
    assertThat(found).as("%s against %s", experimental, control).isNotEmpty();
    return found;
  }

  JsonNode model(String name) {
    return manifest
        .at("/resolved/models")
        .valueStream()
        .filter(model -> model.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// What names the model's arrays in the store.
  String digest(String model) {
    return model(model).at("/ref/digest").asText();
  }

  int batches(String what) {
    return manifest.get("batches").get(what).asInt();
  }
}
