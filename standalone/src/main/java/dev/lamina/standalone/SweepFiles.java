package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.report.Manifest;
import dev.lamina.gateway.report.ReportHtml;
import dev.lamina.gateway.scores.ScoreFormats;
import dev.lamina.gateway.scores.ScoreRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// The files that a run leaves behind.
record SweepFiles(List<ScoreRow> scores, Findings findings, Manifest manifest) {

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  /// Writes `scores.csv`, `scores.parquet`, `findings.json`, `manifest.json` and `report.html`;
  /// each is replaced as a whole.
  static SweepFiles write(Sweeps sweeps, String id, Path folder) throws IOException {
    SweepFiles files =
        new SweepFiles(
            sweeps.scores(id).orElseThrow().rows(),
            sweeps.findings(id).orElseThrow(),
            sweeps.manifest(id).orElseThrow());
    Files.createDirectories(folder);
    replace(folder.resolve("scores.csv"), out -> ScoreFormats.csv(files.scores, out));
    replace(folder.resolve("scores.parquet"), out -> ScoreFormats.parquet(files.scores, out));
    replace(folder.resolve("findings.json"), out -> out.write(json(files.findings)));
    replace(folder.resolve("manifest.json"), out -> out.write(json(files.manifest)));
    byte[] data =
        json(
            Map.of(
                "sweep", sweeps.status(id).orElseThrow(),
                "scores", files.scores,
                "findings", files.findings,
                "manifest", files.manifest));
    replace(
        folder.resolve("report.html"),
        out -> out.write(ReportHtml.render(data).getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  private static byte[] json(Object value) throws IOException {
    return OutputOption.JSON.writeValueAsBytes(value);
  }

  private static void replace(Path file, Content content) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      content.write(out);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
