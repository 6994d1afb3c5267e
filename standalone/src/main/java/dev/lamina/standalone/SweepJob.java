package dev.lamina.standalone;

import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.gateway.sweep.SweepStatus.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Runs one sweep to its end, with a progress bar, and writes what it leaves behind.
record SweepJob(Resolution resolution, Path out, boolean json) {

  private static final Duration LOOK = Duration.ofMillis(200);

  /// Refuses a folder that could not take the results, before hours of work.
  SweepJob {
    Path existing = out.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.resolve("..").normalize();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new InputException(
          "Results cannot be written to %s: %s is no folder that you may write to"
              .formatted(out, existing));
    }
  }

  /// @return the exit code
  int run(Engine engine) throws IOException, InterruptedException {
    long start = System.nanoTime();
    SweepStatus status = engine.sweeps().submit(resolution);
    ProgressBar bar = new ProgressBar(System.err);
    while (!status.state().isFinal()) {
      bar.show(status);
      Thread.sleep(LOOK);
      status = engine.sweeps().status(status.id()).orElseThrow();
    }
    bar.show(status);
    bar.end();
    SweepFiles files = SweepFiles.write(engine.sweeps(), status.id(), out);
    tell(status, files, (System.nanoTime() - start) / 1e9);
    return status.state() == SweepState.SUCCEEDED ? Lamina.DONE : Lamina.GIVEN_UP;
  }

  private void tell(SweepStatus status, SweepFiles files, double seconds) throws IOException {
    if (json) {
      OutputOption.print(files.manifest());
    } else {
      new TerminalReport(System.out).print(files.findings(), files.scores());
    }
    Stage batches = status.progress().extraction();
    System.err.printf(
        Locale.ROOT, "%s in %.1f s: %s%n", status.state(), seconds, extraction(batches));
    status
        .faults()
        .forEach(f -> System.err.printf("  %s: %s: %s%n", f.fault(), f.what(), f.cause()));
    System.err.println("Results: " + out.toAbsolutePath().normalize());
  }

  private static String extraction(Stage batches) {
    int extracted = batches.done() - batches.reused();
    if (batches.failed() > 0) {
      return "%d batches extracted, %d were stored before, %d were given up"
          .formatted(extracted, batches.reused(), batches.failed());
    }
    return extracted == 0
        ? "nothing extracted, all %d batches were stored before".formatted(batches.reused())
        : "%d batches extracted, %d were stored before".formatted(extracted, batches.reused());
  }
}
