package dev.lamina.system.chaos;

import dev.lamina.system.chaos.Arguments.Form;
import dev.lamina.system.load.Load;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Runs rounds of faults and holds each to the invariants.
public final class Chaos {

  /// Two gateways, so that the lead may move; two extractors, so that a unit may. Each of their
  /// requests to the store takes as long as over a network, so that a unit lasts long enough to be
  /// struck.
  private static final Fleet.Setup SETUP = new Fleet.Setup(2, 2, 1, Duration.ofMillis(25), 384);

  private final Arguments arguments;
  private final PrintStream out;
  private final Tally tally = new Tally();

  private Chaos(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /// `Chaos FOLDER ARGUMENTS`: prints what happens; ends with 1 when an invariant broke.
  public static void main(String... args) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.of(List.of(args).subList(1, args.length).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Arguments.USAGE);
      System.exit(2);
      return;
    }
    // Whoever interrupts it leaves no process behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    Path home = Path.of(System.getProperty("lamina.root"));
    if (arguments.form() == Form.LOAD) {
      Load.run(home, Path.of(args[0]), System.out);
      System.exit(0);
    }
    List<String> broken = new Chaos(arguments, System.out).run(home, Path.of(args[0]));
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  /// The short form.
  ///
  /// @param folder empty, for data and logs
  /// @return a sentence for each invariant that broke
  public static List<String> briefly(Path home, Path folder, long seed, PrintStream out)
      throws Exception {
    return new Chaos(new Arguments(seed, 1, 1, Form.SHORT), out).run(home, folder);
  }

  private List<String> run(Path home, Path folder) throws Exception {
    Schedule schedule =
        arguments.form() == Form.SHORT
            ? Schedule.shortForm(arguments.seed())
            : Schedule.longForm(arguments.seed(), arguments.first() - 1 + arguments.rounds());
    out.printf("Seed %d. Logs are in %s.%n", arguments.seed(), folder);
    Path sources = Files.createDirectories(folder.resolve("models"));
    ChaosSweep sweep = ChaosSweep.in(home, sources);
    try (Fleet fleet = Fleet.start(home, folder, SETUP);
        GatewayClient client = new GatewayClient(fleet.gateways())) {
      Round round = new Round(fleet, sweep, client);
      Invariants invariants = reference(round);
      for (int i = arguments.first() - 1; i < schedule.rounds().size(); i++) {
        play(round, i + 1, schedule.rounds().get(i), invariants);
      }
      out.println(tally.table(fleet.ownEnds()));
    }
    tally.broken().forEach(out::println);
    return tally.broken();
  }

  private Invariants reference(Round round)
      throws IOException, InterruptedException, ExecutionException {
    Round.Result calm = round.run(0, List.of());
    Invariants invariants = new Invariants(calm.outcome().scores(), SETUP.workers());
    List<String> broken = invariants.broken(calm.outcome(), List.of());
    if (!broken.isEmpty()) {
      throw new IllegalStateException("broken without any fault: " + broken);
    }
    out.printf(
        "Without faults: %d batches, %d analyses, %d scores, %.1f s with the second sweep.%n",
        ChaosSweep.BATCHES,
        ChaosSweep.ANALYSES,
        invariants.reference().size(),
        Words.seconds(calm.took()));
    return invariants;
  }

  private void play(Round round, int number, List<Fault> faults, Invariants invariants)
      throws IOException, InterruptedException {
    out.printf("%nRound %d%n", number);
    List<String> broken = new ArrayList<>();
    try {
      Round.Result result = round.run(number, faults);
      result.struck().forEach(this::print);
      broken.addAll(invariants.broken(result.outcome(), result.struck()));
      broken.addAll(result.broken());
      broken = broken.stream().map(sentence -> said(number, sentence)).toList();
      tally.add(result, invariants, broken);
      out.printf(
          "%s after %.1f s: %d units redone of at most %d; %d kills so far%n",
          broken.isEmpty() ? "Sound" : "BROKEN",
          Words.seconds(result.took()),
          result.outcome().redone(),
          invariants.mostRedone(result.struck()),
          tally.killed());
    } catch (ExecutionException | IllegalStateException e) {
      faults.forEach(fault -> out.println("  " + Words.of(fault)));
      broken = List.of(said(number, e.toString()));
      tally.add(broken.getFirst());
    }
    broken.forEach(out::println);
  }

  private void print(Struck struck) {
    out.printf(
        "  %s (it was %s)%s%n",
        Words.of(struck.fault()),
        Words.stage(struck.stage()),
        struck.skipped().map(why -> ": skipped, " + why).orElse(""));
  }

  private String said(int round, String sentence) {
    String which =
        arguments.form() == Form.SHORT ? "--short" : "--from %d --rounds 1".formatted(round);
    return "Round %d: %s. Repeat it: ./dev chaos --seed %d %s"
        .formatted(round, sentence, arguments.seed(), which);
  }
}
