package dev.lamina.metrics.section;

/// What is taken as likely before any curve is seen, as minus twice the logarithm.
final class Prior {

  private Prior() {}

  /// All cuts into as many sections are equally likely.
  static double ofPlaces(Cut cut, int layers, int minLayers) {
    int boundaries = cut.sections() - 1;
    int places = layers - cut.sections() * (Math.min(minLayers, layers) - 1) - 1;
    double logarithm = 0;
    for (int i = 0; i < boundaries; i++) {
      logarithm += Math.log((double) (places - i) / (i + 1));
    }
    return 2 * logarithm;
  }

  /// One section is as likely as all other numbers together would be if they were equally
  /// likely; each section after the second makes a number e times less likely, which keeps
  /// curves that are flat or drift from being cut (measured: `docs/bench/planted.md`).
  static double ofNumber(int sections, int most) {
    return sections == 1 ? 0 : 2 * Math.log(Math.max(1, most - 1)) + 2 * (sections - 1.0);
  }
}
