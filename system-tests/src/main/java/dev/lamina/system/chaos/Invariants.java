package dev.lamina.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What holds after any round, beside a run without faults.
///
/// @param reference lines of the scores of the run without faults
/// @param workers processes that hold a unit each
record Invariants(List<String> reference, int workers) {

  /// Experimental model, control, task, cluster, layer and measure name a score.
  private static final int NAME_CELLS = 6;

  Invariants {
    reference = List.copyOf(reference);
    if (reference.isEmpty()) {
      throw new IllegalArgumentException("a run without faults that has no scores proves nothing");
    }
  }

  /// How the scores of a round differ from the reference. Values, intervals and counts are
  /// compared as they are written, with all the digits that a double has.
  record Difference(long lost, long duplicate, long changed) {}

  Difference difference(List<String> scores) {
    Map<String, String> found = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (String line : scores) {
      if (found.put(name(line), line) != null) {
        twice.add(name(line));
      }
    }
    long lost = reference.stream().filter(line -> !found.containsKey(name(line))).count();
    long same = reference.stream().filter(line -> line.equals(found.get(name(line)))).count();
    return new Difference(lost, twice.size(), reference.size() - lost - same);
  }

  /// How many units a round may redo.
  int mostRedone(List<Struck> struck) {
    return struck.stream()
        .filter(s -> s.skipped().isEmpty())
        .mapToInt(s -> s.fault().redone(workers))
        .sum();
  }

  /// @return a sentence for each invariant that does not hold
  List<String> broken(Outcome outcome, List<Struck> struck) {
    List<String> broken = new ArrayList<>();
    requireSucceeded("the sweep", outcome.status(), broken);
    Difference first = difference(outcome.scores());
    if (!first.equals(new Difference(0, 0, 0))) {
      broken.add("scores differ from the run without faults: " + first);
    }
    if (outcome.redone() > mostRedone(struck)) {
      broken.add(
          "%d units were redone where %d may be: %s"
              .formatted(outcome.redone(), mostRedone(struck), again(outcome)));
    }
    requireSucceeded("the second sweep", outcome.second(), broken);
    if (!difference(outcome.secondScores()).equals(new Difference(0, 0, 0))) {
      broken.add("the second sweep has other scores");
    }
    if (!outcome.begunSecond().isEmpty()) {
      broken.add("the second sweep began " + outcome.begunSecond());
    }
    JsonNode extraction = outcome.second().at("/progress/extraction");
    if (extraction.get("reused").asInt() != extraction.get("planned").asInt()) {
      broken.add("the second sweep did not reuse all: " + extraction);
    }
    return broken;
  }

  private static void requireSucceeded(String what, JsonNode status, List<String> broken) {
    if (!status.get("state").asText().equals("SUCCEEDED")) {
      broken.add("%s is %s: %s".formatted(what, status.get("state"), status.get("faults")));
    }
  }

  private static List<String> again(Outcome outcome) {
    return outcome.begun().entrySet().stream()
        .filter(unit -> unit.getValue() > 1)
        .map(unit -> "%s begun %d times".formatted(unit.getKey(), unit.getValue()))
        .sorted()
        .toList();
  }

  private static String name(String line) {
    String[] cells = line.split(",", NAME_CELLS + 1);
    return String.join(",", List.of(cells).subList(0, NAME_CELLS));
  }
}
