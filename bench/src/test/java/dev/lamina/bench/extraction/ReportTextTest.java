package dev.lamina.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.bench.Machine;
import dev.lamina.bench.Median;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private static final Speed SPEED =
      new Speed(
          2,
          new Speed.Own(new Median(40, 39, 41), new Median(4400, 4300, 4500), 0.03, 1.0021),
          new Speed.Paper(
              new Median(16, 15, 17),
              new Speed.Ratio(new Median(2.5, 2.4, 2.6), new Median(2.4, 2.3, 2.5))),
          new Speed.Batches(
              new Speed.BatchSpeed(4, 32),
              List.of(new Speed.BatchSpeed(4, 32)),
              new Speed.Ratio(new Median(1.25, 1.2, 1.3), new Median(1.2, 1.1, 1.3))),
          new Speed.Rate(new Median(180, 170, 190), new Median(0.81, 0.8, 0.82)));

  private static final Machine MACHINE =
      new Machine("2026-01-02", "Some CPU", 2, 24, "Linux 6", "25", 0.5);

  private static final Conditions CONDITIONS =
      new Conditions(List.of(2), 500, 3, List.of(1, 4), 2000);

  @Test
  void theTablesTellRatiosWithTheirRangeAndMemoryAsAMultipleOfTheWeights() {
    Memory memory = new Memory(100 << 20, 120 << 20, 2000, 123 << 20);

    String text = new ReportText(report(Optional.of(memory))).tables();

    assertThat(text)
        .contains("| bge, 2 ", "2.50 (2.40-2.60)", "1.25 (1.20-1.30)", "32.00 (batch 4)")
        .containsPattern("81.0 % \\| +125 \\| +3.0 %")
        .contains("1.0021", "2.1e-06")
        .containsPattern("\\| +100 \\| +120 \\| +1.20 \\| +3 \\|")
        .contains("Some CPU, 2 cores, 24 GiB", "2026-01-02", "torch 9");
  }

  @Test
  void whereMemoryWasNotMeasuredNoFigureStands() {
    String text = new ReportText(report(Optional.empty())).tables();

    assertThat(text).containsPattern("\\| +- \\| +- \\| +- \\| +- \\|");
  }

  @Test
  void thePageSaysHowToMakeItAgain() {
    assertThat(new ReportText(report(Optional.empty())).page())
        .startsWith("# Extraction beside transformers")
        .contains("./dev bench extraction --write", "sizes [1, 4]");
  }

  private static ExtractionReport report(Optional<Memory> memory) {
    return new ExtractionReport(
        MACHINE,
        CONDITIONS,
        "torch 9",
        List.of(new ModelReport("bge", 125, 2.1e-6, 1.5, 2.5, List.of(SPEED), memory)));
  }
}
