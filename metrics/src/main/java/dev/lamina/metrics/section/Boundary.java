package dev.lamina.metrics.section;

/// Where one section ends and the next begins.
///
/// @param afterLayer last layer of the earlier section, as a column of the curves
/// @param low lower end of the 95 % interval of `afterLayer`, given the number of sections
/// @param high upper end of it
/// @param support probability that it lies exactly here, given the number of sections; 0 to 1
public record Boundary(int afterLayer, int low, int high, double support) {

  public Boundary {
    if (low < 0 || low > afterLayer || high < afterLayer || !(support >= 0 && support <= 1)) {
      throw new IllegalArgumentException(
          "A boundary needs 0 <= low <= after <= high and a support of 0 to 1, found %d, %d, %d and %s"
              .formatted(low, afterLayer, high, support));
    }
  }
}
