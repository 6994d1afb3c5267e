package dev.lamina.standalone;

import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.scores.ScoreRow;
import java.io.PrintStream;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Findings for people at a terminal: sentences, a table of tasks, and a heatmap of layers.
final class TerminalReport {

  private static final String RESET = "\u001b[0m";

  /// From low to high, apart also for colour-blind readers: entries of the 256-colour palette.
  private static final int[] COLOURS = {53, 54, 60, 66, 30, 29, 71, 113, 185, 227};

  private final PrintStream out;
  private final boolean colours;

  TerminalReport(PrintStream out) {
    this.out = out;
    this.colours = Terminal.wantsColours();
  }

  void print(Findings findings, List<ScoreRow> scores) {
    findings.sections().forEach(pair -> pair(findings, scores, pair));
    if (!findings.statements().isEmpty()) {
      out.println("Findings");
      findings.statements().forEach(statement -> paragraph(statement.text()));
    }
  }

  private void pair(Findings findings, List<ScoreRow> scores, Findings.PairSections pair) {
    List<TaskFinding> tasks =
        findings.tasks().stream()
            .filter(
                t ->
                    t.experimental().equals(pair.experimental())
                        && t.control().equals(pair.control()))
            .toList();
    List<Integer> layers = scores.stream().map(ScoreRow::layer).distinct().sorted().toList();
    List<List<Double>> rows = tasks.stream().map(task -> curve(task, layers, scores)).toList();
    DoubleSummaryStatistics all =
        rows.stream()
            .flatMap(List::stream)
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    out.printf(
        "%s against %s: %s by layer, in hundredths%n%n",
        pair.experimental(), pair.control(), pair.measure());
    out.printf("%-22s %-18s  mean  %s%n", "task", "cluster", header(layers));
    for (int i = 0; i < tasks.size(); i++) {
      TaskFinding task = tasks.get(i);
      out.printf(
          Locale.ROOT,
          "%-22s %-18s %5.3f  %s%n",
          shortened(task.task() + (task.seen() ? "" : " *"), 22),
          shortened(task.cluster(), 18),
          task.mean(),
          rows.get(i).stream().map(value -> cell(value, all)).collect(Collectors.joining()));
    }
    out.println(
        tasks.stream().allMatch(TaskFinding::seen)
            ? ""
            : "* not seen in tuning" + System.lineSeparator());
  }

  private static String header(List<Integer> layers) {
    return layers.stream().map(layer -> "%4d".formatted(layer)).collect(Collectors.joining());
  }

  /// A value per layer, NaN where there is none.
  private static List<Double> curve(TaskFinding task, List<Integer> layers, List<ScoreRow> scores) {
    String experimental = task.experimental().replace("{task}", task.task());
    String control = task.control().replace("{task}", task.task());
    Map<Integer, Double> values = new HashMap<>();
    for (ScoreRow row : scores) {
      if (row.task().equals(task.task())
          && row.measure().equals(task.measure())
          && row.experimental().equals(experimental)
          && row.control().equals(control)
          && row.value() != null) {
        values.put(row.layer(), row.value());
      }
    }
    return layers.stream().map(layer -> values.getOrDefault(layer, Double.NaN)).toList();
  }

  /// Coloured by its place between the least and the greatest value of the pair.
  private String cell(double value, DoubleSummaryStatistics all) {
    if (!Double.isFinite(value)) {
      return "   -";
    }
    String digits = "%4d".formatted(Math.round(100 * value));
    if (!colours) {
      return digits;
    }
    double place = (value - all.getMin()) / Math.max(1e-9, all.getMax() - all.getMin());
    int step = (int) Math.min(COLOURS.length - 1, place * COLOURS.length);
    int ink = step < 5 ? 15 : 0;
    return "\u001b[48;5;%dm\u001b[38;5;%dm%s%s".formatted(COLOURS[step], ink, digits, RESET);
  }

  private void paragraph(String text) {
    StringBuilder line = new StringBuilder("-");
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > 98) {
        out.println(line);
        line = new StringBuilder(" ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
