package dev.lamina.bench.measures;

import dev.lamina.bench.Median;
import dev.lamina.bench.Table;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The report as people read it: Markdown that also suits a terminal.
final class ReportText {

  private final MeasuresReport report;
  private final Setting setting;

  ReportText(MeasuresReport report) {
    this.report = report;
    this.setting = report.setting();
  }

  /// The tables and what they were measured on.
  String tables() {
    return speed() + "\n" + peers() + "\n" + costs() + "\n" + measuredOn();
  }

  /// A page of its own.
  String page() {
    return """
        # Measures beside numpy, torch and repsim

        Written by `./dev bench measures --write`; run it again to compare on another machine.

        %s
        ## What is compared

        All sides have %d threads and take turns, %d each, every second time backwards. A ratio is taken within a
        round; the median is quoted, and the range in brackets. The pair and the task have %d rows and %d features.

        - **One pair, cold**: linear CKA from two float32 arrays in memory to the number.
        - **A cell of a MOSSA task**: base and tuned model, each with the task's control, %d layers, through the
          analyzer: read from a folder store, measured with intervals, stored. *Known*: the terms of each side were
          stored by an earlier sweep.
        - **numpy**: the paper's formula in float64, as its script computes each cell by itself. numpy makes syrk of
          a product with itself. For a cell it reads two `.npy` files; the start of a process per cell is not counted.
        - **Share of sgemm**: the multiply-adds that the exact formulation needs (a product of a side with itself is
          symmetric and counts half), at the rate of this machine's float32 product of these shapes
          (numpy's BLAS or torch's, whichever is faster; each the median of three tries), measured just before or
          after, by Lamina's time.
        - **Times linear CKA**: one pair, or one side, cold, on %d rows and %d features.
        """
        .formatted(
            tables(),
            setting.threads(),
            setting.rounds(),
            setting.rows(),
            setting.features(),
            setting.layers(),
            setting.costRows(),
            setting.costFeatures());
  }

  private String speed() {
    Table table = new Table("linear CKA", "Lamina s", "numpy s", "x numpy", "share of sgemm");
    table.row(
        "one pair, cold",
        number(of(r -> r.pair().seconds()).value()),
        number(of(r -> r.numpy().seconds()).value()),
        ratio(of(r -> r.numpy().seconds() / r.pair().seconds())),
        percent(of(r -> setting.coldPair() / r.pairRate() / r.pair().seconds())));
    table.row(
        "a cell of a task, nothing known",
        number(of(Round::cold).value()),
        number(of(Round::numpyCell).value()),
        ratio(of(r -> r.numpyCell() / r.cold())),
        percent(of(r -> setting.coldCell() / r.cellRate() / r.cold())));
    table.row(
        "a cell of a task, sides known",
        number(of(Round::known).value()),
        number(of(Round::numpyCell).value()),
        ratio(of(r -> r.numpyCell() / r.known())),
        percent(of(r -> setting.knownCell() / r.cellRate() / r.known())));
    return table.toString();
  }

  private String peers() {
    Table table = new Table("one pair, cold", "rows", "peer s", "Lamina s", "x peer", "difference");
    table.row(
        "torch, float64",
        String.valueOf(setting.rows()),
        number(of(r -> r.torch().seconds()).value()),
        number(of(r -> r.pair().seconds()).value()),
        ratio(of(r -> r.torch().seconds() / r.pair().seconds())),
        difference(report.rounds().getFirst().torch(), report.rounds().getFirst().pair()));
    FewRows few = report.few();
    table.row(
        "repsim",
        String.valueOf(few.rows()),
        number(few.repsim().seconds()),
        number(few.lamina().seconds()),
        number(few.repsim().seconds() / few.lamina().seconds()),
        difference(few.repsim(), few.lamina()));
    return table.toString();
  }

  private String costs() {
    Table table = new Table("measure", "seconds", "times linear CKA");
    for (Cost cost : report.costs()) {
      table.row(cost.measure(), number(cost.seconds().value()), ratio(cost.multiple()));
    }
    return table.toString();
  }

  private String measuredOn() {
    return "Measured on %s: %s, load %.1f before; Java %s, %s; sgemm %.0f GFLOP/s.\n"
        .formatted(
            report.machine().date(),
            report.machine().inWords(),
            report.machine().load(),
            report.machine().java(),
            report.peers(),
            of(Round::cellRate).value() / 1e9);
  }

  private Median of(ToDoubleFunction<Round> figure) {
    return Median.of(report.rounds().stream().map(figure::applyAsDouble).toList());
  }

  private static String difference(Timed theirs, Timed ours) {
    return String.format(Locale.ROOT, "%.1e", Math.abs(theirs.value() - ours.value()));
  }

  private static String ratio(Median median) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", median.value(), median.low(), median.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(Median share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f-%.1f)",
        100 * share.value(),
        100 * share.low(),
        100 * share.high());
  }
}
