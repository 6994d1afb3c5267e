package dev.lamina.bench.extraction;

import dev.lamina.bench.Median;
import dev.lamina.bench.Table;
import java.util.Locale;

/// The report as people read it: Markdown that also suits a terminal.
final class ReportText {

  private static final double MIB = 1 << 20;

  private final ExtractionReport report;

  ReportText(ExtractionReport report) {
    this.report = report;
  }

  /// The tables and what they were measured on.
  String tables() {
    return speed() + "\n" + machineRate() + "\n" + memory() + "\n" + measuredOn();
  }

  /// A page of its own.
  String page() {
    return """
        # Extraction beside transformers

        Written by `./dev bench extraction --write`; run it again to compare on another machine.

        %s
        ## What is compared

        All sides read the same texts, have the same threads, compute in float32 and take turns, %d each, every
        second time backwards. A ratio is taken within a round; the median is quoted, and the range in brackets.
        Loading and warming up do not count. Lamina's time runs from texts to stored activations, unit by unit.

        - **The paper's way**: transformers with the language-model head (where the model has one), one text at a
          time, every token's states of all layers copied out, the last token's kept, a file per layer at the end.
        - **Batches**: transformers without the head, texts sorted by length, sizes %s; its best counts. A size
          over 15 %% slower than the best of the first round is not tried again. Nothing is stored.
        - **Share of sgemm**: the multiply-adds of the model's linear weights for real tokens (no embeddings, no
          attention scores, no padding), at the rate of this machine's fastest float32 product of each weight's
          shape with %d tokens (numpy's BLAS or torch's), by Lamina's time.
        - **Unit rows**: most rows of one of Lamina's units of work, each of which is read, run and stored by
          itself; for Lamina's own choice of models as many as a sweep over such texts gives one.
        - **Private memory**: what the process has allocated or changed, the Java heap included, at its most.
          Pages of mapped files that were only read do not count.
        - **Stored**: all bytes in the store, by rows x layers x features x 4.
        """
        .formatted(
            tables(), report.conditions().rounds(), report.conditions().batches(), Sgemm.TOKENS);
  }

  private String speed() {
    Table table =
        new Table(
            "model, threads",
            "rows/s",
            "tokens/s",
            "paper's way rows/s",
            "best batch rows/s",
            "x paper's way",
            "x best batch");
    for (ModelReport model : report.models()) {
      for (Speed speed : model.speeds()) {
        table.row(
            model.model() + ", " + speed.threads(),
            number(speed.lamina().rowsPerSecond().value()),
            String.format(Locale.ROOT, "%.0f", speed.lamina().tokensPerSecond().value()),
            number(speed.paper().rowsPerSecond().value()),
            "%s (batch %d)"
                .formatted(
                    number(speed.batches().best().rowsPerSecond()), speed.batches().best().size()),
            ratio(speed.paper().ratio().clock()),
            ratio(speed.batches().ratio().clock()));
      }
    }
    return table.toString();
  }

  private String machineRate() {
    Table table =
        new Table(
            "model, threads",
            "sgemm GFLOP/s",
            "share of sgemm",
            "unit rows",
            "padding",
            "x paper's way, CPU",
            "x best batch, CPU");
    for (ModelReport model : report.models()) {
      for (Speed speed : model.speeds()) {
        table.row(
            model.model() + ", " + speed.threads(),
            String.format(Locale.ROOT, "%.0f", speed.sgemm().gflops().value()),
            percent(speed.sgemm().share().value()),
            String.valueOf(model.unitRows()),
            percent(speed.lamina().padding()),
            ratio(speed.paper().ratio().cpu()),
            ratio(speed.batches().ratio().cpu()));
      }
    }
    return table.toString();
  }

  private String memory() {
    Table table =
        new Table(
            "model",
            "load s",
            "transformers load s",
            "weights MiB",
            "private MiB",
            "x weights",
            "growth MiB",
            "stored",
            "worst error");
    for (ModelReport model : report.models()) {
      table.row(
          model.model(),
          number(model.loadSeconds()),
          number(model.peerLoadSeconds()),
          model.memory().map(memory -> mib(memory.weightBytes())).orElse("-"),
          model.memory().map(memory -> mib(memory.peakBytes())).orElse("-"),
          model.memory().map(memory -> number(memory.multiple())).orElse("-"),
          model.memory().map(memory -> mib(memory.growthBytes())).orElse("-"),
          String.format(Locale.ROOT, "%.4f", model.speeds().getFirst().lamina().storedShare()),
          String.format(Locale.ROOT, "%.1e", model.worstError()));
    }
    return """
        %s
        Growth: of private memory, from the texts of a round to %d. Worst error: relative L2, of a row's state at a
        layer, from transformers.
        """
        .formatted(table, report.conditions().memoryTexts());
  }

  private String measuredOn() {
    return "Measured on %s: %s, load %.1f before; %d texts of 20 to 200 tokens; Java %s, %s.\n"
        .formatted(
            report.machine().date(),
            report.machine().inWords(),
            report.machine().load(),
            report.conditions().texts(),
            report.machine().java(),
            report.peers());
  }

  private static String ratio(Median median) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", median.value(), median.low(), median.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MIB);
  }
}
