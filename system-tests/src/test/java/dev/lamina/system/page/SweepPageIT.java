package dev.lamina.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepPageIT {

  /// Six tasks by 13 layers, one of them undefined.
  private static final int CELLS = 77;

  private static final SampleSweep DONE = SampleSweep.done("a");

  private final Browser browser = Browser.start();
  private final SampleServer server = new SampleServer();

  SweepPageIT() throws IOException {}

  @AfterAll
  void quit() {
    browser.close();
    server.close();
  }

  @Test
  void drawsTheHeatmapAndTheCurves() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      assertThat(view.coloursDrawn("heatmap")).isGreaterThan(60);
      assertThat(view.coloursDrawn("curves")).isGreaterThan(20);
      assertThat(view.option("heatmap", "option.yAxis[0].data.map(line => line.value).join()"))
          .isEqualTo("sentiment,sst2,imdb,inference,rte,mnli,grammar,◇ cola,◇ blimp");
      assertThat(view.option("heatmap", "option.xAxis[0].data.length")).isEqualTo(13);
      assertThat(view.option("curves", "option.series.length")).isEqualTo(7);
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void undefinedScoreIsHatchedAndHasNoValue() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      assertThat(view.option("heatmap", "option.series[1].data.map(d => d.task.name).join()"))
          .isEqualTo("sst2");
      assertThat(view.option("curves", "option.series[0].data[0][1] === null")).isEqualTo(true);
      assertThat(view.text()).contains("Undefined in 1 cell.");
      view.page().getByText("Scores as a table").click();
      assertThat(view.page().locator(".values tbody tr").first().innerText())
          .startsWith("sst2\tsentiment\tundefined\t0.98");
    }
  }

  @Test
  void sectionsAreMarkedWithTheirUncertainty() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      assertThat(
              view.option(
                  "curves", "option.series.at(-1).markLine.data.map(mark => mark.xAxis).join()"))
          .isEqualTo("4.5,8.5");
      assertThat(
              view.option(
                  "curves", "option.series.at(-1).markArea.data[0].map(edge => edge.xAxis).join()"))
          .isEqualTo("3.5,5.5");
      assertThat(view.option("heatmap", "option.series[2].data.map(d => d[0]).join()"))
          .isEqualTo("4,8");
      assertThat(view.text())
          .contains("Sections by cka: 3; probability 93 %")
          .contains("Between base and ctl-{task} the layers fall into 3 sections.");
    }
  }

  @Test
  void pointingAtACellSaysWhatItIsMadeOf() {
    try (View view = open(DONE)) {
      choose(view, "Measure", "cka-debiased");
      view.waitFor("cka-debiased for base");

      view.page()
          .evaluate(
              "echarts.getInstanceByDom(document.querySelector('.heatmap'))"
                  + ".dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0})");

      assertThat(view.page().locator(".tip").innerText())
          .contains("sst2, layer 1")
          .containsPattern("95 % interval\\s+0\\.\\d{4} to [01]\\.\\d{4}")
          .containsPattern("rows used\\s+198")
          .containsPattern("rows dropped\\s+2");
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void anotherPairShowsItsOwnTables() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      choose(view, "Pair", "sft against ctl-{task}");

      view.waitFor("cka for sft against ctl-{task}");
      view.waitForCells(CELLS);
    }
  }

  @Test
  void measureOfOneSideOffersModels() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      choose(view, "Measure", "effective-rank");

      view.waitForCells(CELLS + 1);
      assertThat(view.page().getByLabel("Pair").innerText().split("\n"))
          .containsExactly("base", "ctl-{task}", "sft");
    }
  }

  @Test
  void curvesCanBeDrawnPerCluster() {
    try (View view = open(DONE)) {
      view.waitForCells(CELLS);

      view.page().getByLabel("One line per cluster").check();

      assertThat(view.option("curves", "option.series.map(line => line.name).join()"))
          .isEqualTo("sentiment,inference,grammar,mean of tasks");
    }
  }

  @Test
  void tasksOfOneClusterAreListedByName() {
    List<SampleTask> tasks = DONE.tasks().subList(0, 2);
    try (View view = open(DONE.over(tasks, 13))) {
      view.waitForCells(25);

      assertThat(view.option("curves", "option.legend[0].data.join()"))
          .isEqualTo("mean of tasks,sst2,imdb");
      assertThat(view.option("heatmap", "option.yAxis[0].data.map(line => line.value).join()"))
          .isEqualTo("sst2,imdb");
      assertThat(view.page().getByLabel("One line per cluster").isVisible()).isFalse();
    }
  }

  @Test
  void highlightedTaskShowsItsInterval() {
    try (View view = open(DONE)) {
      choose(view, "Measure", "cka-debiased");
      view.waitFor("cka-debiased for base");

      choose(view, "Highlight", "rte");

      assertThat(view.option("curves", "option.series[0].type")).isEqualTo("custom");
      assertThat(view.option("curves", "option.series[3].lineStyle.width")).isEqualTo(3.5);
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void partialSweepListsItsFaults() {
    try (View view = open(DONE.ended("PARTIAL", "ctl-cola on cola, batch 3"))) {
      view.waitForCells(CELLS);

      assertThat(view.text())
          .contains("◑ Partial", "1 fault", "model-invalid", "ctl-cola on cola, batch 3")
          .contains("The adapter changes nothing: all its B matrices are zero.")
          .contains("39 of 42 (3 already stored, 3 given up)")
          .contains("It took 3 min 20 s.");
      assertThat(view.page().getByText("Cancel the sweep").first().isVisible()).isFalse();
    }
  }

  @Test
  void hostileNamesAreTextInTablesChartsAndFaults() {
    String hostile = "<img src=x onerror=alert(1)>";
    List<SampleTask> tasks = new ArrayList<>(DONE.tasks());
    tasks.add(new SampleTask(hostile, hostile, true, 0.5));
    SampleSweep sweep =
        DONE.ended("PARTIAL", hostile).over(tasks, 13).called(hostile).waitingFor(hostile);
    try (View view = open(sweep)) {
      view.waitForCells(CELLS + 13);
      view.page().getByText("Scores as a table").click();
      view.page()
          .evaluate(
              "echarts.getInstanceByDom(document.querySelector('.heatmap'))"
                  + ".dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 80})");
      view.page()
          .evaluate(
              "echarts.getInstanceByDom(document.querySelector('.curves'))"
                  + ".dispatchAction({type: 'showTip', seriesIndex: 6, dataIndex: 4})");

      assertThat(view.page().locator(".heatmap .tip").innerText()).contains(hostile);
      assertThat(view.page().locator(".curves .tip").innerText()).contains(hostile);
      assertThat(view.page().locator("main img").count()).isZero();
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void resultsCanBeDownloaded() {
    try (View view = open(DONE)) {
      view.waitFor("Downloads");

      assertThat(
              view.page()
                  .locator(".downloads a")
                  .evaluateAll("links => links.map(link => link.getAttribute('href')).join(' ')"))
          .isEqualTo(
              "%1$s/scores?format=csv %1$s/scores?format=parquet %1$s/scores %1$s/findings"
                  .formatted(server.address() + "api/v1/sweeps/a"));
    }
  }

  @Test
  void cancellingIsAskedFirst() {
    try (View view = open(DONE.running(10, 1))) {
      view.waitForCells(12);
      GetByRoleOptions button = new GetByRoleOptions().setName("Cancel the sweep");

      view.page().getByRole(AriaRole.BUTTON, button).click();
      view.waitFor("Cancel this sweep?");
      assertThat(server.cancelled()).isEmpty();
      view.page().getByRole(AriaRole.DIALOG).getByText("Cancel the sweep").click();

      view.page().waitForCondition(() -> server.cancelled().equals(List.of("a")));
    }
  }

  @Test
  void unknownSweepIsSaidToBeUnknown() {
    try (View view = browser.open(server.address() + "#/sweeps/nothing")) {
      view.waitFor("No such sweep: There is no sweep nothing.");
    }
  }

  private View open(SampleSweep sweep) {
    server.put(sweep);
    return browser.open(server.address(sweep));
  }

  private static void choose(View view, String label, String option) {
    view.page().getByLabel(label).selectOption(option);
  }
}
