package dev.lamina.metrics.order;

import java.util.Arrays;

/// Average ranks of up to 2³⁰ values that are not negative. Sorting keys that carry their
/// position needs 8 bytes a value, and no second array of indices.
public final class Ranks {

  private Ranks() {}

  /// A value and where it stands, as one number that sorts by the value.
  ///
  /// @param value 0 or more
  /// @param position 0 or more, of each value another
  public static long key(float value, int position) {
    // The bits of floats that are not negative rise with them; adding 0 turns -0 into 0.
    return (long) Float.floatToRawIntBits(value + 0f) << Integer.SIZE | position;
  }

  /// For each position twice its value's rank, counted from 1; equal values share the mean of
  /// their ranks. Twice, since that is whole. Sorts the keys.
  public static int[] twice(long[] keys) {
    Arrays.sort(keys);
    int[] ranks = new int[keys.length];
    int from = 0;
    while (from < keys.length) {
      int to = from + 1;
      while (to < keys.length && value(keys[to]) == value(keys[from])) {
        to++;
      }
      int twice = from + 1 + to; // first + last rank of the run
      for (int i = from; i < to; i++) {
        ranks[(int) keys[i]] = twice;
      }
      from = to;
    }
    return ranks;
  }

  private static int value(long key) {
    return (int) (key >> Integer.SIZE);
  }
}
