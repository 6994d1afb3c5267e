package dev.lamina.metrics.order;

/// The middle of many values that are not negative, without sorting or copying them.
public final class Median {

  private static final int HALF = 16; // bits

  private Median() {}

  /// The mean of the square roots of the two middle values; with an odd number of values they are
  /// one. Needs a value.
  public static double ofRoots(float[] squares) {
    float low = ranked(squares, (squares.length - 1) / 2);
    float high = ranked(squares, squares.length / 2);
    return (Math.sqrt(low) + Math.sqrt(high)) / 2;
  }

  /// The value with `below` others before it in ascending order: counts by the upper half of the
  /// bits first, then by the lower half of those that agree in the upper.
  private static float ranked(float[] values, int below) {
    int[] counts = new int[1 << HALF];
    for (float value : values) {
      counts[bits(value) >>> HALF]++;
    }
    int rest = below;
    int upper = 0;
    while (rest >= counts[upper]) {
      rest -= counts[upper++];
    }
    int[] lower = new int[1 << HALF];
    for (float value : values) {
      if (bits(value) >>> HALF == upper) {
        lower[bits(value) & 0xffff]++;
      }
    }
    int last = 0;
    while (rest >= lower[last]) {
      rest -= lower[last++];
    }
    return Float.intBitsToFloat(upper << HALF | last);
  }

  /// They rise with the value; adding 0 turns -0 into 0.
  private static int bits(float value) {
    return Float.floatToRawIntBits(value + 0f);
  }
}
