package dev.lamina.system.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One open page: what it shows, what it asked the network for, what it complained about.
public final class View implements AutoCloseable {

  /// Widths in pixels.
  public static final int DESKTOP = 1280;

  public static final int PHONE = 390;

  private static final int WAIT_MILLIS = 20_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private View(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(WAIT_MILLIS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.onDialog(
        dialog -> {
          errors.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> requests.add(request.url()));
  }

  static View open(
      com.microsoft.playwright.Browser browser, String url, int width, ColorScheme scheme) {
    View view =
        new View(
            browser.newContext(
                new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme)));
    view.page.navigate(url);
    return view;
  }

  public Page page() {
    return page;
  }

  /// Errors on the console, refusals by the content policy included, uncaught errors and dialogs.
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /// The addresses of all requests so far.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// The text that a reader sees.
  public String text() {
    return page.locator("body").innerText();
  }

  /// Waits until the page shows a text.
  public View waitFor(String text) {
    page.getByText(text).first().waitFor();
    return this;
  }

  /// Waits until the heatmap has so many cells with a value.
  public View waitForCells(int cells) {
    page.waitForFunction(
        "cells => { const box = document.querySelector('.heatmap');"
            + " const chart = box && globalThis.echarts?.getInstanceByDom(box);"
            + " return chart && chart.getOption().series[0].data.length === cells; }",
        cells);
    return this;
  }

  /// Evaluates an expression over `option`, a chart's ECharts options as drawn.
  ///
  /// @param chart `heatmap` or `curves`
  public Object option(String chart, String expression) {
    return page.evaluate(
        "chart => { const option = echarts.getInstanceByDom(document.querySelector(chart))"
            + ".getOption(); return "
            + expression
            + "; }",
        "." + chart);
  }

  /// How many different colours a chart's canvas holds; an empty one has 1.
  public int coloursDrawn(String chart) {
    return (int)
        page.evaluate(
            "chart => { const canvas = document.querySelector(chart + ' canvas');"
                + " const { data } = canvas.getContext('2d')"
                + ".getImageData(0, 0, canvas.width, canvas.height);"
                + " const seen = new Set(); const words = new Uint32Array(data.buffer);"
                + " for (const word of words) seen.add(word); return seen.size; }",
            "." + chart);
  }

  /// By how many pixels the page is wider than its window.
  public int overflow() {
    return (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
  }

  public void screenshot(Path file) {
    page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
