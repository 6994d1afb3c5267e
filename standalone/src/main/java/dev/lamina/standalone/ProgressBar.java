package dev.lamina.standalone;

import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.gateway.sweep.SweepStatus.Stage;
import java.io.PrintStream;
import java.util.Locale;

/// A progress bar with the time that is left. On a terminal one line that moves, elsewhere a line
/// every few seconds.
final class ProgressBar {

  private static final int WIDTH = 30;
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private long last = System.nanoTime() - QUIET_NANOS;

  ProgressBar(PrintStream out) {
    this.out = out;
    this.terminal = Terminal.isThere();
  }

  void show(SweepStatus status) {
    String line = line(status);
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    } else if (status.state().isFinal() || System.nanoTime() - last >= QUIET_NANOS) {
      last = System.nanoTime();
      out.println(line);
    }
  }

  void end() {
    if (terminal) {
      out.println();
    }
  }

  private static String line(SweepStatus status) {
    Stage batches = status.progress().extraction();
    Stage units = status.progress().analysis();
    double share = share(batches) * 0.95 + share(units) * 0.05;
    int full = (int) Math.round(share * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  batches %d/%d  analyses %d/%d%s",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        100 * share,
        batches.done(),
        batches.planned(),
        units.done(),
        units.planned(),
        status.etaSeconds().map(ProgressBar::left).orElse(""));
  }

  private static double share(Stage stage) {
    return stage.planned() == 0 ? 1 : (double) (stage.done() + stage.failed()) / stage.planned();
  }

  private static String left(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 60
        ? "  %d min %02d s left".formatted(whole / 60, whole % 60)
        : "  %d s left".formatted(whole);
  }
}
