package dev.lamina.system.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a run under load came to.
///
/// @param submits seconds that each small sweep's submission took
/// @param submitted seconds until all were submitted
/// @param ended seconds until all had ended
/// @param unfinished sweeps that had not succeeded then
/// @param lags seconds from a worker's news to the watcher of its sweep
/// @param events that all watchers heard
/// @param units that the workers did
record Figures(
    List<Double> submits,
    double submitted,
    double ended,
    long unfinished,
    List<Double> lags,
    long events,
    long units,
    List<GatewayMemory.Sample> memory) {

  private static final int QUARTERS = 4;

  Figures {
    submits = submits.stream().sorted().toList();
    lags = lags.stream().sorted().toList();
    memory = List.copyOf(memory);
  }

  String table(int heapMib) {
    return """

        | what | figure |
        |---|---|
        | small sweeps submitted, one after another | %d in %.1f s |
        | a submission, median, p99, worst | %.3f s, %.3f s, %.3f s |
        | all ended after | %.1f s; %d had not succeeded |
        | units done meanwhile | %d |
        | watchers that heard the end of extraction; events in all | %d; %d |
        | from a worker's news to its watcher, median, p99, worst | %.2f s, %.2f s, %.2f s |
        | heap in use at most, of %d MiB | %.0f MiB |
        | lowest heap in each quarter of the run | %s MiB |
        | whole process at most | %.0f MiB |
        """
        .formatted(
            submits.size(),
            submitted,
            at(submits, 0.5),
            at(submits, 0.99),
            at(submits, 1),
            ended,
            unfinished,
            units,
            lags.size(),
            events,
            at(lags, 0.5),
            at(lags, 0.99),
            at(lags, 1),
            heapMib,
            memory.stream().mapToDouble(GatewayMemory.Sample::heapMib).max().orElse(0),
            quarters(),
            memory.stream().mapToDouble(GatewayMemory.Sample::residentMib).max().orElse(0));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /// What is left after collections: does it grow?
  private String quarters() {
    if (memory.isEmpty()) {
      return "no";
    }
    Instant first = memory.getFirst().at();
    Duration span = Duration.between(first, memory.getLast().at()).dividedBy(QUARTERS);
    StringBuilder lowest = new StringBuilder();
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      Instant from = first.plus(span.multipliedBy(quarter));
      Instant to = from.plus(span);
      memory.stream()
          .filter(sample -> !sample.at().isBefore(from) && !sample.at().isAfter(to))
          .mapToDouble(GatewayMemory.Sample::heapMib)
          .min()
          .ifPresent(least -> lowest.append("%.0f ".formatted(least)));
    }
    return lowest.toString().strip().replace(" ", ", ");
  }
}
