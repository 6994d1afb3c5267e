package dev.lamina.bench.calibration;

import dev.lamina.bench.Median;
import dev.lamina.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The report in words and tables.
record CalibrationText(CalibrationReport report) {

  String tables() {
    return "## Coverage of the intervals\n\n%s\n%s\n## Combinations of scores\n\n%s\n## Chance\n\n%s\n%s\n## Cost\n\n%s"
        .formatted(extremes(), coverage(), contrasts(), rejections(), permutations(), costs());
  }

  private Table extremes() {
    Table table =
        new Table("share of 95 % intervals that cover", "settings", "least", "median", "most");
    row(table, "cka-debiased, truth above 0", c -> c.cell().truth() > 0, true);
    row(table, "cka-debiased, truth 0", c -> c.cell().truth() == 0, true);
    row(table, "cka, truth above 0", c -> c.cell().truth() > 0, false);
    row(table, "cka, truth 0", c -> c.cell().truth() == 0, false);
    return table;
  }

  private void row(Table table, String what, Predicate<Coverage> which, boolean debiased) {
    List<Double> shares =
        report.coverage().stream()
            .filter(which)
            .map(c -> debiased ? c.debiased() : c.biased())
            .toList();
    Median median = Median.of(shares);
    table.row(
        what,
        Integer.toString(shares.size()),
        percent(median.low()),
        percent(median.value()),
        percent(median.high()));
  }

  private Table coverage() {
    Table table =
        new Table(
            "rows drawn from", "n", "d", "truth", "cka-debiased", "width", "E cka", "cka", "width");
    for (Coverage c : report.coverage()) {
      table.row(
          c.cell().population().words(),
          Integer.toString(c.cell().rows()),
          Integer.toString(c.cell().columns()),
          number("%.2f", c.cell().truth()),
          percent(c.debiased()),
          number("%.4f", c.debiasedWidth()),
          number("%.3f", c.expectation()),
          percent(c.biased()),
          number("%.4f", c.biasedWidth()));
    }
    return table;
  }

  private Table contrasts() {
    Table table =
        new Table("rows drawn from", "n", "d", "truths", "difference", "width", "mean", "width");
    for (ContrastCoverage c : report.contrasts()) {
      table.row(
          c.cell().population().words(),
          Integer.toString(c.cell().rows()),
          Integer.toString(c.cell().columns()),
          number("%.2f", c.cell().truth()) + ", " + number("%.2f", c.other()),
          percent(c.difference()),
          number("%.4f", c.differenceWidth()),
          percent(c.mean()),
          number("%.4f", c.meanWidth()));
    }
    return table;
  }

  private Table rejections() {
    Table table = new Table("unrelated sides from", "n", "d", "p <= 0.05", "p <= 0.01");
    report.coverage().stream()
        .filter(c -> c.cell().truth() == 0)
        .forEach(
            c ->
                table.row(
                    c.cell().population().words(),
                    Integer.toString(c.cell().rows()),
                    Integer.toString(c.cell().columns()),
                    percent(c.fivePercent()),
                    percent(c.onePercent())));
    return table;
  }

  private Table permutations() {
    List<String> header = new ArrayList<>(List.of("p by frequency, sides from", "n", "d"));
    Permutations.TAILS.forEach(tail -> header.add("at " + tail));
    Table table = new Table(header.toArray(String[]::new));
    for (Permutations p : report.permutations()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  p.cell().population().words(),
                  Integer.toString(p.cell().rows()),
                  Integer.toString(p.cell().columns())));
      p.ratios().forEach(ratio -> cells.add(range(ratio)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private Table costs() {
    Table table = new Table("n x d", "a pair, ms", "uncertainty by score");
    for (Cost cost : report.costs()) {
      table.row(
          cost.rows() + " x " + cost.columns(),
          number("%.1f", cost.millis().value()),
          range(cost.share()));
    }
    return table;
  }

  private static String range(Median median) {
    return number("%.2f", median.value())
        + " ("
        + number("%.2f", median.low())
        + "-"
        + number("%.2f", median.high())
        + ")";
  }

  private static String percent(double share) {
    return number("%.1f %%", 100 * share);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /// All of docs/bench/calibration.md.
  String page() {
    return """
        # Do the intervals cover?

        Written by `./dev bench calibration --write`; run it again to compare on another machine.

        %s
        Measured on %s: %s; Java %s. %d pairs per setting, so a true 95 %% shows as 93.6 to 96.4 %% in
        19 of 20 settings.

        ## What is simulated

        A control `X` is drawn, and an experimental side `√θ X + √(1−θ) X'` with `X'` of the same law and
        independent. Their true debiased CKA is exactly `θ`, whatever the law and the number of rows.

        - **cka-debiased**: the interval is about that `θ`.
        - **cka**: the interval is about the expectation of biased CKA with as many rows, `E cka`: the mean over
          the pairs. It is cautious near chance.
        - **Difference**: debiased CKA of two experimental sides with the same control, first less second.
          **Mean**: over four layers that share nine tenths of their variance. Both from the influences of 32
          groups of rows.
        - **p <= 0.05**: how often unrelated sides are called more alike than chance at that level.
        - **p by frequency**: p-values from moments at points that %,d permutations exceed with the frequency
          that heads the column; 1 would be exact. Median of %d pairs, and the range.
        - **Uncertainty by score**: time of intervals, influences and p-value of both measures, with the terms
          of rows that they are made of, by the time of all else of the same pair: one pass over the rows in
          float32 on one thread, nothing known beforehand. Median and range of 7 rounds.
        """
        .formatted(
            tables(),
            report.machine().date(),
            report.machine().inWords(),
            report.machine().java(),
            report.pairs(),
            Permutations.COUNT,
            Permutations.PAIRS);
  }
}
