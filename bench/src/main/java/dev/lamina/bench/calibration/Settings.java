package dev.lamina.bench.calibration;

import java.util.ArrayList;
import java.util.List;

/// The settings that are simulated.
final class Settings {

  private static final double[] TRUTHS = {0, 0.1, 0.5, 0.9, 0.98};
  private static final int[] ROWS = {50, 200, 1000, 3000};
  private static final int[] COLUMNS = {8, 64, 256};
  private static final int DEAR = 50 * 256; // numbers of a side
  private static final int DEAREST = 1000 * 64;

  private Settings() {}

  /// The dearer ones only for the law that is most like hidden states, or of few columns. Of
  /// 3,000 rows only a sample has terms.
  static List<Cell> coverage() {
    List<Cell> cells = new ArrayList<>();
    for (Population population : Population.values()) {
      for (int rows : ROWS) {
        for (int columns : COLUMNS) {
          int most = population == Population.DECAYING ? DEAREST : DEAR;
          if (columns == COLUMNS[0] || rows * columns <= most) {
            for (double truth : TRUTHS) {
              cells.add(new Cell(population, rows, columns, truth));
            }
          }
        }
      }
    }
    return cells;
  }

  /// A control task that the base holds to some degree, the tuned model to another.
  static List<Cell> contrasts() {
    List<Cell> cells = new ArrayList<>();
    for (Population population : Population.values()) {
      for (int[] shape : new int[][] {{50, 8}, {50, 64}, {200, 8}}) {
        cells.add(new Cell(population, shape[0], shape[1], 0.5));
        cells.add(new Cell(population, shape[0], shape[1], 0.9));
      }
    }
    return cells;
  }

  /// Truth of the second pair of a contrast.
  static double other(double truth) {
    return truth == 0.5 ? 0.3 : 0.85;
  }

  static List<Cell> permutations() {
    List<Cell> cells = new ArrayList<>();
    for (Population population : Population.values()) {
      for (int rows : new int[] {20, 60}) {
        for (int columns : new int[] {4, 64}) {
          cells.add(new Cell(population, rows, columns, 0));
        }
      }
    }
    return cells;
  }
}
