package dev.lamina.bench.planted;

import dev.lamina.metrics.section.Section;
import dev.lamina.metrics.section.SectionFinder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How real curves depart from the levels of the sections found in them: the measurement behind
/// the simulations' noise.
///
/// @param step median size of a task's step between neighbouring sections; NaN with one section
/// @param deviation of values about a task's level in a section, as a share of the step
/// @param correlation of neighbouring layers within sections
/// @param common share of that variance which tasks have in common
record CurveNoise(int sections, double step, double deviation, double correlation, double common) {

  static CurveNoise of(double[][] curves) {
    List<Section> sections = SectionFinder.withDefaults().withResamples(1).find(curves).sections();
    int tasks = curves.length;
    double[][] levels = new double[tasks][sections.size()];
    double[][] left = new double[tasks][curves[0].length];
    for (int t = 0; t < tasks; t++) {
      for (int s = 0; s < sections.size(); s++) {
        int first = sections.get(s).firstLayer();
        int last = sections.get(s).lastLayer();
        double level = Arrays.stream(curves[t], first, last + 1).average().orElseThrow();
        levels[t][s] = level;
        for (int l = first; l <= last; l++) {
          left[t][l] = curves[t][l] - level;
        }
      }
    }
    double[] steps =
        Arrays.stream(levels)
            .flatMapToDouble(
                own ->
                    IntStream.range(1, own.length).mapToDouble(s -> Math.abs(own[s] - own[s - 1])))
            .sorted()
            .toArray();
    double step = steps.length == 0 ? Double.NaN : steps[steps.length / 2];
    double squares = Arrays.stream(left).flatMapToDouble(Arrays::stream).map(v -> v * v).sum();
    double freedom = (double) tasks * (curves[0].length - sections.size());
    return new CurveNoise(
        sections.size(),
        step,
        Math.sqrt(squares / freedom) / step,
        correlation(left, sections),
        common(left));
  }

  private static double correlation(double[][] left, List<Section> sections) {
    double products = 0;
    double squares = 0;
    for (double[] own : left) {
      for (Section section : sections) {
        for (int l = section.firstLayer(); l < section.lastLayer(); l++) {
          products += own[l] * own[l + 1];
          squares += (own[l] * own[l] + own[l + 1] * own[l + 1]) / 2;
        }
      }
    }
    return products / squares;
  }

  private static double common(double[][] left) {
    int tasks = left.length;
    double shared = 0;
    double all = 0;
    for (int l = 0; l < left[0].length; l++) {
      double mean = 0;
      for (double[] own : left) {
        mean += own[l] / tasks;
        all += own[l] * own[l] / tasks;
      }
      shared += mean * mean;
    }
    return tasks < 2 ? Double.NaN : Math.max(0, (shared / all - 1.0 / tasks) / (1 - 1.0 / tasks));
  }
}
