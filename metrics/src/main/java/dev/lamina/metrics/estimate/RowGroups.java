package dev.lamina.metrics.estimate;

/// Cuts a task's rows into groups, whose influences are kept with every score.
///
/// A row's group depends on nothing but its index among all rows of its task. So it is the same
/// for every pair, layer and model, and scores may be combined ([Contrast]) though other rows
/// were dropped from each. In each run of 32 rows every group has one, in an order drawn for
/// the run: groups are of even size, and an order in the file (labels that alternate, say)
/// means nothing to them.
public final class RowGroups {

  /// How many groups: an interval from them has 31 degrees of freedom, and is 4 % longer than one
  /// from a known variance.
  public static final int COUNT = 32;

  private RowGroups() {}

  /// The group, 0 to 31, of the row with that index, from 0.
  public static int of(long index) {
    long order = mix(index / COUNT);
    int place = (int) (index % COUNT) ^ (int) (order & (COUNT - 1));
    int odd = (int) (order >>> 5) | 1;
    int shift = (int) (order >>> 37);
    return (place * odd + shift) & (COUNT - 1);
  }

  /// The finalizer of SplitMix64: Steele, Lea, Flood, OOPSLA 2014.
  private static long mix(long value) {
    long z = (value + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
