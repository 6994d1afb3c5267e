package dev.lamina.system.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import dev.lamina.gateway.report.ReportHtml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {

  private static final SampleSweep DONE = SampleSweep.done("a");

  private final Browser browser = Browser.start();

  @AfterAll
  void quit() {
    browser.close();
  }

  @Test
  void drawsFromAFileAndAsksTheNetworkForNothing(@TempDir Path folder) throws IOException {
    Path file = write(folder, DONE);

    try (View view = browser.open(file.toUri().toString())) {
      view.waitForCells(77);

      assertThat(view.coloursDrawn("heatmap")).isGreaterThan(60);
      assertThat(view.coloursDrawn("curves")).isGreaterThan(20);
      assertThat(view.text())
          .contains("flan-small", "✓ Succeeded", "It took 3 min 20 s.")
          .contains("Between base and ctl-{task} the layers fall into 3 sections.")
          .contains("Tasks by cka, most alike first");
      view.page().getByText("Manifest").click();
      view.screenshot(Path.of("target", "pages", "report.png"));
      assertThat(view.text()).containsPattern("extracted\\s+39\\s+reused\\s+3");
      assertThat(view.requests())
          .allMatch(url -> url.equals(file.toUri().toString()) || url.startsWith("data:"));
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void otherMeasuresAreInTheFileToo(@TempDir Path folder) throws IOException {
    try (View view = browser.open(write(folder, DONE).toUri().toString())) {
      view.waitForCells(77);

      view.page().getByLabel("Measure").selectOption("effective-rank");

      view.waitForCells(78);
    }
  }

  @Test
  void hostileNamesNeitherEndTheDataNorRun(@TempDir Path folder) throws IOException {
    String hostile = "</script><script>alert(1)</script><!--<script>\u2028${echarts}";
    List<SampleTask> tasks = new ArrayList<>(DONE.tasks());
    tasks.add(new SampleTask(hostile, hostile, true, 0.5));
    Path file = write(folder, DONE.ended("PARTIAL", hostile).over(tasks, 13).called(hostile));

    try (View view = browser.open(file.toUri().toString())) {
      view.waitForCells(90);

      assertThat(view.page().locator("h1").innerText().replace('\n', '\u2028')).isEqualTo(hostile);
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void injectedScriptDoesNotRun(@TempDir Path folder) throws IOException {
    try (View view = browser.open(write(folder, DONE).toUri().toString())) {
      view.waitForCells(77);

      Object ran =
          view.page()
              .evaluate(
                  "() => { const script = document.createElement('script');"
                      + " script.textContent = 'globalThis.injected = true';"
                      + " document.body.append(script); return globalThis.injected === true; }");

      assertThat(ran).isEqualTo(false);
    }
  }

  @Test
  void allDataCanBeSaved(@TempDir Path folder) throws IOException {
    try (View view = browser.open(write(folder, DONE).toUri().toString())) {
      view.waitForCells(77);

      Download saved =
          view.page().waitForDownload(() -> view.page().getByText("Save all data as JSON").click());

      assertThat(saved.suggestedFilename()).isEqualTo("flan-small.json");
      assertThat(Files.readString(saved.path())).isEqualTo(data(DONE).toString());
    }
  }

  private static Path write(Path folder, SampleSweep sweep) throws IOException {
    byte[] data = data(sweep).toString().getBytes(UTF_8);
    return Files.writeString(folder.resolve("report.html"), ReportHtml.render(data));
  }

  private static ObjectNode data(SampleSweep sweep) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("sweep", sweep.full());
    data.set("scores", SampleScores.of(sweep));
    data.set("findings", SampleFindings.of(sweep));
    ObjectNode manifest = data.putObject("manifest");
    manifest.putObject("batches").put("extracted", 39).put("reused", 3);
    manifest.putObject("rows").put("used", 1188).put("dropped", 12);
    manifest.putArray("faults");
    return data;
  }
}
