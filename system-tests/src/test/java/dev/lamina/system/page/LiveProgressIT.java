package dev.lamina.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveProgressIT {

  private static final SampleSweep SWEEP = SampleSweep.done("live");

  private final Browser browser = Browser.start();

  @AfterAll
  void quit() {
    browser.close();
  }

  @Test
  void progressAndScoresComeInWithoutAReload() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(SWEEP.running(3, 0).waitingFor("No extractor has taken a unit for 40 s."));
      try (View view = browser.open(server.address(SWEEP))) {
        view.waitFor("3 of 42 (3 already stored)")
            .waitFor("No extractor has taken a unit for 40 s.")
            .waitFor("About 1 min 23 s left.")
            .waitFor("None yet: they come with the scores.")
            .waitForCells(0);

        server.put(SWEEP.running(30, 2));
        view.waitFor("30 of 42 (3 already stored)").waitForCells(25);

        server.put(SWEEP);
        view.waitFor("✓ Succeeded").waitFor("It took 3 min 20 s.").waitForCells(77);

        assertThat(view.text()).doesNotContain("No extractor has taken", "Cancel the sweep");
        assertThat(server.events().opened()).isEqualTo(1);
        assertThat(view.errors()).isEmpty();
      }
    }
  }

  @Test
  void brokenStreamIsTakenUpAgain() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(SWEEP.running(3, 0));
      try (View view = browser.open(server.address(SWEEP))) {
        view.waitFor("3 of 42");
        view.page().waitForCondition(() -> server.events().opened() == 1);

        server.events().breakOff();
        server.put(SWEEP);

        view.waitFor("✓ Succeeded");
        assertThat(server.events().opened()).isEqualTo(2);
      }
    }
  }

  @Test
  void endedSweepIsNotFollowed() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(SWEEP);
      try (View view = browser.open(server.address(SWEEP))) {
        view.waitForCells(77);

        assertThat(server.events().opened()).isZero();
      }
    }
  }
}
