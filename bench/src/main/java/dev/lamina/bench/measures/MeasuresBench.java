package dev.lamina.bench.measures;

import dev.lamina.bench.Machine;
import dev.lamina.bench.Python;
import dev.lamina.bench.StoredFiles;
import dev.lamina.tensor.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./dev bench measures`: the report goes to standard output, all else to standard error.
@Command(
    name = "measures",
    description = "Measures beside numpy, torch and repsim.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class MeasuresBench implements Callable<Integer> {

  @Option(names = "--threads", defaultValue = "2", description = "Threads of every side.")
  private int threads;

  @Option(names = "--rows", defaultValue = "10000", description = "Rows of a layer.")
  private int rows;

  @Option(names = "--features", defaultValue = "4096", description = "Features of a layer.")
  private int features;

  @Option(names = "--layers", defaultValue = "2", description = "Layers of the task.")
  private int layers;

  @Option(names = "--rounds", defaultValue = "5", description = "Turns of each side.")
  private int rounds;

  @Option(
      names = "--cost-rows",
      defaultValue = "2500",
      description = "Rows on which all measures are compared with linear CKA.")
  private int costRows;

  @Option(names = "--cost-features", defaultValue = "1024", description = "Features there.")
  private int costFeatures;

  @Option(names = "--write", description = "Also writes the report to docs/bench/measures.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
    Setting setting = new Setting(threads, rows, features, layers, rounds, costRows, costFeatures);
    Path work = Files.createTempDirectory("lamina-bench");
    Python python =
        new Python(
            Path.of(System.getProperty("lamina.bench.python", "python3")),
            root.resolve("bench/python"),
            work);
    MeasuresReport report = measure(setting, python, work);
    // Logs are kept where something went wrong.
    StoredFiles.delete(work);
    ReportText text = new ReportText(report);
    System.out.println(text.tables());
    if (write) {
      Path page = root.resolve("docs/bench/measures.md");
      Files.writeString(page, text.page());
      tell("written: " + page);
    }
    return 0;
  }

  private static MeasuresReport measure(Setting setting, Python python, Path work)
      throws IOException {
    Machine machine = Machine.here();
    Path folder = Files.createDirectory(work.resolve("store"));
    MossaTask task;
    try (FolderStore store = FolderStore.at(folder)) {
      tell("making %d layers of three models".formatted(setting.layers()));
      task = MossaTask.make(setting, store, work);
    }
    try (Peers peers =
        new Peers(
            python,
            setting.threads(),
            task.file(MossaTask.BASE, 0),
            task.file(MossaTask.CONTROL, 0))) {
      Rounds turns = new Rounds(setting, task, folder, peers, MeasuresBench::tell);
      var rounds = turns.run();
      int few = Math.min(setting.rows(), setting.costRows());
      tell("repsim on %d rows".formatted(few));
      FewRows fewRows = new FewRows(few, turns.pair(few), peers.pair("repsim", few));
      var costs = new Costs(setting, MeasuresBench::tell).measure();
      return new MeasuresReport(machine, setting, peers.versions(), rounds, fewRows, costs);
    }
  }

  private static void tell(String line) {
    System.err.println(line);
  }
}
