package dev.lamina.bench;

import java.util.ArrayList;
import java.util.List;

/// A table in Markdown whose columns are also aligned for a terminal. The first column is words,
/// the others are numbers.
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    row(header);
  }

  public Table row(String... cells) {
    if (!rows.isEmpty() && cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "%d cells in a table of %d columns".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(line(rows.getFirst()));
    for (int column = 0; column < rows.getFirst().size(); column++) {
      String dashes = "-".repeat(width(column) + 1);
      text.append(column == 0 ? "|" + dashes + "-|" : dashes + ":|");
    }
    text.append('\n');
    rows.stream().skip(1).forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < cells.size(); column++) {
      String gap = " ".repeat(width(column) - cells.get(column).length());
      String cell = column == 0 ? cells.get(column) + gap : gap + cells.get(column);
      line.append(' ').append(cell).append(" |");
    }
    return line.append('\n').toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
