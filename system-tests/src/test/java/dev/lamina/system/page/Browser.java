package dev.lamina.system.page;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Chromium without a window. It is the machine's own (`chromium` on the path, or the system
/// property `lamina.chromium`); none is downloaded.
public final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-gpu");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  public static Browser start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      LaunchOptions options = new LaunchOptions().setExecutablePath(executable()).setArgs(QUIET);
      return new Browser(playwright, playwright.chromium().launch(options));
    } catch (RuntimeException failed) {
      playwright.close();
      throw failed;
    }
  }

  /// Opens an address (`http:` or `file:`) as a reader with a desktop and a light theme would.
  public View open(String url) {
    return open(url, View.DESKTOP, ColorScheme.LIGHT);
  }

  /// @param width of the window in pixels
  public View open(String url, int width, ColorScheme scheme) {
    return View.open(chromium, url, width, scheme);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  private static Path executable() {
    return Optional.ofNullable(System.getProperty("lamina.chromium"))
        .map(Path::of)
        .or(Browser::onThePath)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium was found. Install it (on Debian: apt-get install chromium) "
                        + "or name it with -Dlamina.chromium=FILE."));
  }

  private static Optional<Path> onThePath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
