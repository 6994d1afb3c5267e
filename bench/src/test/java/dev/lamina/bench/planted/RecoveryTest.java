package dev.lamina.bench.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.bench.planted.PlantedCurves.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final Noise REAL = new Noise(PlantedBench.REAL, 0.5, 0.4, 0.1);

  @Test
  void plantedBoundariesAreFoundWithinALayer() {
    Recovery found = Recovery.of(new Shape(16, 13, 3), REAL, 40, 1);

    assertThat(found.near()).isGreaterThanOrEqualTo((int) (0.95 * found.planted()));
    assertThat(found.rightNumber()).isGreaterThanOrEqualTo(34);
    assertThat(found.covering()).isGreaterThanOrEqualTo((int) (0.93 * found.intervals()));
  }

  @Test
  void flatCurvesAreSeldomCut() {
    Recovery found = Recovery.of(new Shape(16, 13, 1), REAL, 60, 2);

    assertThat(found.rightNumber()).isGreaterThanOrEqualTo(52);
  }

  @Test
  void plantedVerdictsAreRecovered() {
    StateRecovery found = StateRecovery.of(200, 0.3, new Noise(0.1, 0.5, 0.4, 0), 2, 3);

    for (StateRecovery.Verdicts verdict : found.tasks()) {
      assertThat(verdict.recalled()).as(verdict.verdict()).isGreaterThan(verdict.planted() / 2);
      assertThat(verdict.right()).as(verdict.verdict()).isGreaterThanOrEqualTo(verdict.found() - 1);
    }
  }

  @Test
  void theNoiseOfCurvesIsMeasuredAsPlanted() {
    PlantedCurves curves =
        PlantedCurves.draw(new Random(5), new Shape(40, 30, 3), new Noise(0.2, 0.5, 0.3, 0));

    CurveNoise noise = CurveNoise.of(curves.curves());

    assertThat(noise.sections()).isEqualTo(3);
    assertThat(noise.deviation()).isBetween(0.12, 0.3);
    assertThat(noise.correlation()).isBetween(0.2, 0.7);
    assertThat(List.of(noise.common())).allMatch(share -> share > 0.05 && share < 0.6);
  }
}
