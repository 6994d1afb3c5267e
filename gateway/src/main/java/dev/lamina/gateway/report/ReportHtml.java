package dev.lamina.gateway.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A sweep's report: one HTML file that needs no server and no network.
///
/// It is the web page's own modules, styles and charts around the sweep's data. The browser is
/// told to run nothing but these scripts, known by their hashes, and to load nothing at all.
public final class ReportHtml {

  private static final String PAGE = "/META-INF/resources/";

  /// The page's modules that the report shares, each after those that it imports.
  private static final List<String> MODULES =
      List.of(
          "element.js",
          "numbers.js",
          "palette.js",
          "scores.js",
          "tooltip.js",
          "heatmap.js",
          "curves.js",
          "chart.js",
          "pickers.js",
          "choice.js",
          "scoretable.js",
          "gains.js",
          "findings.js",
          "progress.js",
          "results.js");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*;\\R");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export (?=const|function|async|class)");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

  private ReportHtml() {}

  /// The report as HTML, to be stored as UTF-8.
  ///
  /// @param dataJson a JSON object in UTF-8 with `sweep` (as `GET /sweeps/{id}` gives it),
  ///     `scores` (its rows), `findings` and `manifest`
  public static String render(byte[] dataJson) {
    String style = resource(PAGE + "style.css");
    String echarts = resource(PAGE + "echarts/echarts.min.js");
    String code = code();
    Map<String, String> parts =
        Map.of(
            "style",
            style,
            "styles",
            hash(style),
            "echarts",
            echarts,
            "code",
            code,
            "scripts",
            hash(echarts) + " " + hash(code),
            "data",
            embeddable(utf8(dataJson)));
    return fill(resource("/report/report.html"), parts);
  }

  /// One module out of several: all names are in one scope, so nothing is imported or exported.
  private static String code() {
    StringBuilder code = new StringBuilder("\n");
    Stream.concat(MODULES.stream().map(PAGE::concat), Stream.of("/report/report.js"))
        .map(ReportHtml::resource)
        .map(module -> IMPORT.matcher(module).replaceAll(""))
        .map(module -> EXPORT.matcher(module).replaceAll(""))
        .forEach(code::append);
    return code.toString();
  }

  /// JSON that can stand in a script element. In JSON these characters occur in strings only,
  /// where an escape means the same: no name can end the element or open a comment.
  private static String embeddable(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /// Fills each `${place}` once: what is put in is not looked at again.
  private static String fill(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
  }

  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256.", impossible);
    }
  }

  private static String utf8(byte[] dataJson) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(dataJson)).toString();
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("The report's data is not UTF-8.", malformed);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportHtml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The report's part %s is not on the class path.".formatted(name));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
