package dev.lamina.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Leaves pictures under `target/pages` for people to look at.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksIT {

  private static final Path PICTURES = Path.of("target", "pages");
  private static final SampleSweep DONE = SampleSweep.done("a");

  private final Browser browser = Browser.start();

  @AfterAll
  void quit() {
    browser.close();
  }

  @Test
  void fitsDesktopAndPhoneInLightAndDark() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(DONE);
      server.put(SampleSweep.done("b").called("flan-large").running(10, 2));
      server.put(
          SampleSweep.done("c").called("broken").ended("PARTIAL", "ctl-rte on rte, batch 1"));
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : List.of(View.DESKTOP, View.PHONE)) {
          String name = "%s-%d.png".formatted(scheme, width);
          try (View list = browser.open(server.address(), width, scheme)) {
            list.waitFor("flan-large").screenshot(PICTURES.resolve("list-" + name));
            assertThat(list.overflow()).as("list " + name).isNotPositive();
          }
          try (View sweep = browser.open(server.address(DONE), width, scheme)) {
            sweep.waitForCells(77).screenshot(PICTURES.resolve("sweep-" + name));
            assertThat(sweep.overflow()).as("sweep " + name).isNotPositive();
            assertThat(sweep.page().evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(14, 19, 25)" : "rgb(245, 246, 248)");
            assertThat(sweep.errors()).isEmpty();
          }
        }
      }
    }
  }

  /// The size of the paper's study: 75 tasks of 13 clusters, 33 layers.
  @Test
  void holdsAWholeStudy() throws IOException {
    List<SampleTask> tasks =
        IntStream.range(0, 75)
            .mapToObj(
                i ->
                    new SampleTask(
                        "task_number_" + i, "cluster " + i % 13, i % 13 < 12, 0.4 + i * 0.006))
            .toList();
    SampleSweep study = DONE.called("flan-llama2").over(tasks, 33);
    try (SampleServer server = new SampleServer()) {
      server.put(study);
      try (View view = browser.open(server.address(study))) {
        view.waitForCells(75 * 33 - 1).screenshot(PICTURES.resolve("study.png"));

        assertThat(view.coloursDrawn("heatmap")).isGreaterThan(500);
        assertThat(view.option("curves", "option.series.length")).isEqualTo(13 + 1);
        assertThat(view.overflow()).isNotPositive();
        assertThat(view.errors()).isEmpty();
      }
    }
  }
}
