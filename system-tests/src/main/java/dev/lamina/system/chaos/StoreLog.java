package dev.lamina.system.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What services were told by the S3 server about units of work: the only witness of a round that
/// no fault strikes.
final class StoreLog {

  /// The object that is there when a unit is done: a batch's shard, a unit's scores.
  private static final Pattern UNIT =
      Pattern.compile(".*/(activations/[0-9a-f]{64}/states/c/0/\\d+/0|scores/[0-9a-f]{64}\\.json)");

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int THERE_BEFORE = 412;

  /// An answer that reached who asked.
  record Answered(Victim client, String method, String path, int status) {

    /// Workers ask whether a unit is done, and begin it when it is not.
    private boolean begins() {
      return method.equals("HEAD") && status == NOT_FOUND && client.worker();
    }

    private boolean stores() {
      return method.equals("PUT") && (status == OK || status == THERE_BEFORE);
    }
  }

  /// How far a round is when something strikes.
  enum Stage {
    SUBMITTING,
    EXTRACTING,
    ANALYSING,
    DONE
  }

  private final List<Answered> answers = new ArrayList<>();
  private boolean over;

  synchronized void add(Answered answer) {
    if ((answer.begins() || answer.stores()) && UNIT.matcher(answer.path()).matches()) {
      answers.add(answer);
    }
  }

  /// Begins a new round.
  synchronized void clear() {
    answers.clear();
    over = false;
  }

  /// The round's sweep has ended, however that came.
  synchronized void end() {
    over = true;
  }

  /// How often each unit was begun.
  synchronized Map<String, Long> begun() {
    return answers.stream()
        .filter(Answered::begins)
        .collect(groupingBy(Answered::path, TreeMap::new, counting()));
  }

  /// @param batches that the round needs
  /// @param analyses that it needs
  synchronized Stage stage(int batches, int analyses) {
    if (over) {
      return Stage.DONE;
    }
    if (answers.isEmpty()) {
      return Stage.SUBMITTING;
    }
    if (stored(Victim.EXTRACTOR) < batches) {
      return Stage.EXTRACTING;
    }
    return stored(Victim.ANALYZER) < analyses ? Stage.ANALYSING : Stage.DONE;
  }

  private long stored(Victim by) {
    return answers.stream()
        .filter(a -> a.stores() && a.client() == by)
        .map(Answered::path)
        .distinct()
        .count();
  }
}
