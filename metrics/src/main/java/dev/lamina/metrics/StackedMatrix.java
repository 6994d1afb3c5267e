package dev.lamina.metrics;

import java.util.Arrays;
import java.util.List;

/// Several matrices of as many columns each, one below the other.
final class StackedMatrix implements Matrix {

  private final List<Matrix> parts;
  private final int[] ends; // row after the last one of each part
  private final int columns;

  StackedMatrix(List<Matrix> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Stacking needs at least one matrix, found none");
    }
    this.parts = List.copyOf(parts);
    this.columns = parts.getFirst().columns();
    this.ends = new int[parts.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      if (parts.get(i).columns() != columns) {
        throw new IllegalArgumentException(
            "Stacked matrices need as many columns each: the first has %d, part %d has %d"
                .formatted(columns, i, parts.get(i).columns()));
      }
      end = Math.addExact(end, parts.get(i).rows());
      ends[i] = end;
    }
  }

  @Override
  public int rows() {
    return ends[ends.length - 1];
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void read(int row, int from, int count, double[] into) {
    int part = partOf(row);
    int start = part == 0 ? 0 : ends[part - 1];
    parts.get(part).read(row - start, from, count, into);
  }

  /// The first part that ends after the row; parts without rows end where they begin.
  private int partOf(int row) {
    int found = Arrays.binarySearch(ends, row);
    if (found < 0) {
      return -found - 1;
    }
    while (ends[found] <= row) {
      found++;
    }
    return found;
  }
}
