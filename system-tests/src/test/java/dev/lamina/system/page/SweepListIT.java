package dev.lamina.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepListIT {

  private final Browser browser = Browser.start();

  @AfterAll
  void quit() {
    browser.close();
  }

  @Test
  void emptyListTellsHowToSubmit() throws IOException {
    try (SampleServer server = new SampleServer();
        View view = browser.open(server.address())) {
      view.waitFor("No sweeps yet");

      String origin = server.address().replaceAll("/$", "");
      assertThat(view.text()).contains("./lamina submit SPEC --server " + origin);
      assertThat(view.text()).contains("./lamina demo");
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void showsStateAndProgressOfEachSweep() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(SampleSweep.done("a"));
      server.put(SampleSweep.done("b").called("flan-large").running(10, 2));
      server.put(SampleSweep.done("c").called("broken").ended("PARTIAL", "bge on sst2, batch 3"));
      try (View view = browser.open(server.address())) {
        view.waitFor("flan-large");

        assertThat(view.text())
            .contains("✓ Succeeded", "66 of 66 units (3 already stored)")
            .contains("◐ Running", "18 of 66 units (3 already stored)")
            .contains("◑ Partial", "59 of 66 units (3 already stored, 7 given up)")
            .contains("submitted ");
        assertThat(
                view.page()
                    .getByRole(com.microsoft.playwright.options.AriaRole.PROGRESSBAR)
                    .count())
            .isEqualTo(3);
        assertThat(view.errors()).isEmpty();
      }
    }
  }

  @Test
  void newSweepsAppearByThemselves() throws IOException {
    try (SampleServer server = new SampleServer();
        View view = browser.open(server.address())) {
      view.waitFor("No sweeps yet");

      server.put(SampleSweep.done("a"));

      view.waitFor("flan-small");
    }
  }

  @Test
  void namesAreTextAndNeverMarkup() throws IOException {
    String hostile = "<img src=x onerror=alert(1)>";
    try (SampleServer server = new SampleServer()) {
      server.put(SampleSweep.done("a").called(hostile));
      try (View view = browser.open(server.address())) {
        view.waitFor("Succeeded");

        assertThat(view.text()).contains(hostile);
        assertThat(view.page().locator("main img").count()).isZero();
        assertThat(view.errors()).isEmpty();
      }
    }
  }

  @Test
  void opensASweepByKeyboard() throws IOException {
    try (SampleServer server = new SampleServer()) {
      server.put(SampleSweep.done("a"));
      try (View view = browser.open(server.address())) {
        view.waitFor("flan-small");

        view.page().locator("a.name").focus();
        view.page().keyboard().press("Enter");

        view.waitForCells(77);
        assertThat(view.page().title()).isEqualTo("flan-small · Lamina");
      }
    }
  }
}
