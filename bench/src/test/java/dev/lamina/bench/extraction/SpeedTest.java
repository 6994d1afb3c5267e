package dev.lamina.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.bench.Median;
import dev.lamina.bench.extraction.Round.Batched;
import dev.lamina.bench.extraction.Speed.BatchSpeed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTest {

  /// 1e9 multiply-adds per token, which take 10 ms: 200 GFLOP/s.
  private static final Sgemm.PerToken RATE = new Sgemm.PerToken(1e9, 0.01);

  @Test
  void ratiosAreTakenWithinARoundSoThatASlowRoundDoesNotCount() {
    Speed speed = Speed.of(2, List.of(round(10, 20, 15), round(30, 60, 45), round(10, 22, 15)));

    assertThat(speed.paper().ratio().clock()).isEqualTo(new Median(2, 2, 2.2));
    assertThat(speed.batches().ratio().clock()).isEqualTo(new Median(1.5, 1.5, 1.5));
    assertThat(speed.lamina().rowsPerSecond()).isEqualTo(new Median(10, 100.0 / 30, 10));
  }

  @Test
  void theBestBatchSizeIsThatOfTheMediansAndOnlyOfThoseTriedToTheEnd() {
    Round first =
        new Round(
            stored(pass(10)),
            pass(20),
            List.of(new Batched(1, pass(16)), new Batched(4, pass(12)), new Batched(32, pass(90))),
            RATE);
    Round second =
        new Round(
            stored(pass(10)),
            pass(20),
            List.of(new Batched(4, pass(12)), new Batched(1, pass(16))),
            RATE);

    Speed speed = Speed.of(1, List.of(first, second));

    assertThat(speed.batches().best()).isEqualTo(new BatchSpeed(4, 100 / 12.0));
    assertThat(speed.batches().tried()).extracting(BatchSpeed::size).containsExactly(1, 4);
  }

  @Test
  void theShareOfSgemmCountsRealTokensOnly() {
    Speed speed = Speed.of(1, List.of(round(10, 20, 15)));

    // 500 tokens at 10 ms are half of 10 s; the 125 tokens of padding add nothing.
    assertThat(speed.sgemm().share().value()).isCloseTo(0.5, within(1e-12));
    assertThat(speed.sgemm().gflops().value()).isCloseTo(200, within(1e-9));
    assertThat(speed.lamina().padding()).isCloseTo(0.2, within(1e-12));
  }

  private static Round round(double lamina, double paper, double batches) {
    return new Round(
        stored(pass(lamina)), pass(paper), List.of(new Batched(8, pass(batches))), RATE);
  }

  private static LaminaSide.Stored stored(Pass pass) {
    return new LaminaSide.Stored(pass, 1.001);
  }

  private static Pass pass(double seconds) {
    return new Pass(seconds, 2 * seconds, 100, 500, 625);
  }
}
