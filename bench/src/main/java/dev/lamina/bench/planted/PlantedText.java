package dev.lamina.bench.planted;

import dev.lamina.bench.Table;
import dev.lamina.bench.planted.PlantedReport.CurveCase;
import dev.lamina.bench.planted.PlantedReport.StateCase;
import java.util.List;
import java.util.Locale;

/// The report in words and tables.
record PlantedText(PlantedReport report) {

  String tables() {
    return "## Real runs\n\n%s\n## Sections in simulated scores\n\n%s\n%s\n## Simulated hidden states\n\n%s\n%s"
        .formatted(real(), totals(), curves(), sections(), verdicts());
  }

  private Table real() {
    Table table =
        new Table("run and pair", "sections", "step", "deviation", "correlation", "common");
    report
        .real()
        .forEach(
            (name, noise) ->
                table.row(
                    name,
                    Integer.toString(noise.sections()),
                    number("%.3f", noise.step()),
                    number("%.2f", noise.deviation()),
                    number("%.2f", noise.correlation()),
                    number("%.2f", noise.common())));
    return table;
  }

  private Table totals() {
    Table table =
        new Table(
            "deviation",
            "flat and not cut",
            "number right",
            "boundaries found within a layer",
            "exactly",
            "intervals that cover");
    for (double deviation :
        report.curves().stream().map(c -> c.noise().deviation()).distinct().toList()) {
      List<CurveCase> here =
          report.curves().stream().filter(c -> c.noise().deviation() == deviation).toList();
      Recovery flat = sum(here.stream().filter(c -> c.shape().sections() == 1).toList());
      Recovery cut = sum(here.stream().filter(c -> c.shape().sections() > 1).toList());
      table.row(
          number("%.2f", deviation) + (deviation == PlantedBench.REAL ? " (real runs)" : ""),
          share(flat.rightNumber(), flat.cases()),
          share(cut.rightNumber(), cut.cases()),
          share(cut.near(), cut.planted()),
          share(cut.exact(), cut.planted()),
          share(cut.covering(), cut.intervals()));
    }
    return table;
  }

  private static Recovery sum(List<CurveCase> cases) {
    return cases.stream().map(CurveCase::recovery).reduce(Recovery.NONE, Recovery::plus);
  }

  private Table curves() {
    Table table =
        new Table(
            "tasks × layers, sections",
            "deviation",
            "cases",
            "number right",
            "within a layer",
            "exactly",
            "intervals that cover");
    for (CurveCase each : report.curves()) {
      Recovery found = each.recovery();
      table.row(
          "%d × %d, %d"
              .formatted(each.shape().tasks(), each.shape().layers(), each.shape().sections()),
          number("%.2f", each.noise().deviation()),
          Integer.toString(found.cases()),
          share(found.rightNumber(), found.cases()),
          share(found.near(), found.planted()),
          share(found.exact(), found.planted()),
          share(found.covering(), found.intervals()));
    }
    return table;
  }

  private Table sections() {
    Table table =
        new Table(
            "deviation",
            "rows",
            "gain",
            "sweeps",
            "3 sections found",
            "within a layer",
            "intervals that cover");
    for (StateCase each : report.states()) {
      Recovery found = each.recovery().sections();
      table.row(
          number("%.2f", each.noise().deviation()),
          Integer.toString(each.rows()),
          number("%.2f", each.gain()),
          Integer.toString(each.cases()),
          share(found.rightNumber(), found.cases()),
          share(found.near(), found.planted()),
          share(found.covering(), found.intervals()));
    }
    return table;
  }

  private Table verdicts() {
    Table table =
        new Table(
            "verdict",
            "deviation",
            "rows",
            "gain",
            "true",
            "said",
            "said rightly",
            "true and said");
    for (StateCase each : report.states()) {
      for (StateRecovery.Verdicts found : each.recovery().tasks()) {
        table.row(
            found.verdict(),
            number("%.2f", each.noise().deviation()),
            Integer.toString(each.rows()),
            number("%.2f", each.gain()),
            Integer.toString(found.planted()),
            Integer.toString(found.found()),
            share(found.right(), found.found()),
            share(found.recalled(), found.planted()));
      }
    }
    return table;
  }

  String page() {
    return """
        # Planted truth: how well findings recover it

        `./dev bench planted --write --scores NAME=FILE` regenerates this page; each FILE is the `scores.csv` of a real run, for
        the first table. It simulates sweeps whose truth is known and holds the
        findings against it. %d cases a line where it says so; %s, %s, %.0f s.

        A curve is a level per task and section plus noise along layers: a standard deviation given as a share of the
        median step between sections, neighbouring layers correlated by 0.5, 0.4 of the variance common to all tasks, and
        a straight drift of up to 0.1 of a step. Sections have at least three layers; steps are 0.75 to 1.25 and go up
        or down. What real runs show is in the first table (departures from the levels of the sections found, drift
        included): a deviation of about 0.3 of a step.

        "Within a layer" counts planted boundaries with a found one at most one layer away, whatever number of sections
        was found. Intervals are counted where the number is right.

        In the simulated states a base, a tuned model and a control per task have normal states of 32 features whose CKA is
        planted: 0.97 in a shared section, halfway in a transition, and a task's own level in the refinement section. Of
        twelve tasks five have 0.7 in both models, five have 0.4 in the base and more by the gain in the tuned model, and two
        have 0.7 and less by the gain. The same noise, as a share of the mean step of 0.2, moves the levels of each model at
        each layer; rows are drawn anew. The measure, its influences and the findings are those of every sweep.

        A verdict is about the mean gain over all layers in the population, which the noise moves too. "True" counts tasks with
        a gain within 0.05 (encoded), above it (gained) or below it (lost); "said rightly" is the share of verdicts that
        are true: a gain above 0, below 0, within 0.05. A gain near the margin stays undecided or, once it is surely above 0,
        is called gained.

        """
            .formatted(
                report.curves().getFirst().recovery().cases(),
                report.machine().inWords(),
                report.machine().date(),
                report.seconds())
        + tables();
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "–" : number("%.0f %%", 100.0 * part / whole);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
