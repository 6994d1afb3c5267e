package dev.lamina.metrics;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Of rows that are equal in every column, the first.
final class DistinctRows {

  private final Matrix matrix;
  private final Map<Long, Integer> firsts = new HashMap<>(); // by hash, or the next one free
  private final double[] here;
  private final double[] there;

  private DistinctRows(Matrix matrix) {
    this.matrix = matrix;
    this.here = new double[matrix.columns()];
    this.there = new double[matrix.columns()];
  }

  static BitSet of(Matrix matrix, BitSet rows) {
    DistinctRows search = new DistinctRows(matrix);
    BitSet distinct = new BitSet();
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      distinct.set(row, search.isNew(row));
    }
    return distinct;
  }

  private boolean isNew(int row) {
    matrix.read(row, 0, here.length, here);
    long hash = 0;
    for (double value : here) {
      hash = 31 * hash + Double.doubleToLongBits(value + 0.0); // -0 is 0
    }
    for (Integer first = firsts.get(hash); first != null; first = firsts.get(++hash)) {
      if (equalsHere(first)) {
        return false;
      }
    }
    firsts.put(hash, row);
    return true;
  }

  private boolean equalsHere(int row) {
    matrix.read(row, 0, there.length, there);
    for (int c = 0; c < here.length; c++) {
      if (here[c] != there[c]) {
        return false;
      }
    }
    return true;
  }
}
