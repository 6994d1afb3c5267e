package dev.lamina.system.chaos;

import static java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// One sweep under faults, and the same once more when all is over.
final class Round {

  /// A sweep that takes longer, or what must come of poisoned work, has lost something.
  private static final Duration MOST = Duration.ofMinutes(4);

  private final Fleet fleet;
  private final ChaosSweep sweep;
  private final GatewayClient client;
  private final Striker striker;

  /// What happened in a round.
  ///
  /// @param broken a sentence for each expectation of poisoned work that was not met
  record Result(Outcome outcome, List<Struck> struck, List<String> broken, Duration took) {

    Result {
      struck = List.copyOf(struck);
      broken = List.copyOf(broken);
    }
  }

  Round(Fleet fleet, ChaosSweep sweep, GatewayClient client) {
    this.fleet = fleet;
    this.sweep = sweep;
    this.client = client;
    this.striker = new Striker(fleet, new Poisoner(fleet, client, sweep));
  }

  /// @param number names the round's rows; none may be taken twice
  Result run(int number, List<Fault> faults)
      throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    Instant deadline = start.plus(MOST);
    fleet.log().clear();
    List<Struck> struck;
    JsonNode status;
    List<String> scores;
    try (ExecutorService parallel = newVirtualThreadPerTaskExecutor()) {
      List<Future<Struck>> strikes =
          faults.stream().map(fault -> parallel.submit(() -> striker.strike(fault))).toList();
      try {
        String id = client.submit(sweep.spec(number, "chaos"), deadline);
        status = client.end(id, deadline);
        fleet.log().end();
        struck = all(strikes);
        scores = client.scores(id, deadline);
      } catch (IllegalStateException late) {
        // Some faults may wait for a stage that never comes.
        parallel.shutdownNow();
        throw late;
      }
    } finally {
      striker.mend(faults);
    }
    List<String> broken = expectations(struck, Instant.now().plus(MOST));
    fleet.awaitReady();
    deadline = Instant.now().plus(MOST);
    Map<String, Long> begun = fleet.log().begun();
    fleet.log().clear();
    String again = client.submit(sweep.spec(number, "chaos-again"), deadline);
    JsonNode second = client.end(again, deadline);
    List<String> secondScores = client.scores(again, deadline);
    Outcome outcome = new Outcome(status, scores, begun, second, secondScores, fleet.log().begun());
    return new Result(outcome, struck, broken, Duration.between(start, Instant.now()));
  }

  private static List<Struck> all(List<Future<Struck>> strikes)
      throws InterruptedException, ExecutionException {
    List<Struck> struck = new ArrayList<>();
    for (Future<Struck> strike : strikes) {
      struck.add(strike.get());
    }
    return struck;
  }

  private static List<String> expectations(List<Struck> struck, Instant deadline)
      throws InterruptedException {
    List<String> broken = new ArrayList<>();
    for (Struck one : struck) {
      if (one.expected().isPresent()) {
        one.expected().get().broken(deadline).ifPresent(broken::add);
      }
    }
    return broken;
  }
}
