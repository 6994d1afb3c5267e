package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lamina.bench.Machine;
import dev.lamina.bench.Python;
import dev.lamina.bench.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/// `./dev bench extraction`: the report goes to standard output, all else to standard error.
@Command(
    name = "extraction",
    description = "Extraction beside Hugging Face transformers.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class ExtractionBench implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private enum Format {
    table,
    json
  }

  @Option(
      names = "--model",
      paramLabel = "NAME=FOLDER[,CHECKPOINT]",
      description =
          "A model to measure instead of Lamina's own choice; may be given several times. CHECKPOINT is what transformers reads, where it cannot read FOLDER.")
  private List<String> models = List.of();

  @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Thread counts.")
  private List<Integer> threads = List.of();

  @Option(names = "--texts", defaultValue = "500", description = "Texts of a round.")
  private int texts;

  @Option(names = "--rounds", defaultValue = "3", description = "Turns of each side.")
  private int rounds;

  @Option(
      names = "--unit-rows",
      showDefaultValue = Visibility.NEVER,
      description =
          "Most rows of one of Lamina's units of work; all units are of even size. If not given: as many as a sweep would have for Lamina's own choice of models, and 100 for others.")
  private Optional<Integer> unitRows = Optional.empty();

  @Option(
      names = "--batches",
      split = ",",
      defaultValue = "1,2,4,8,16,32",
      description = "Batch sizes that transformers tries.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--memory-texts",
      defaultValue = "2000",
      description = "Texts over which memory must not grow; 0 leaves that out.")
  private int memoryTexts;

  @Option(names = "-o", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
  private Format format = Format.table;

  @Option(names = "--write", description = "Also writes the report to docs/bench/extraction.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
    Machine machine = Machine.here();
    Path work = Files.createTempDirectory("lamina-bench");
    Python python =
        new Python(
            Path.of(System.getProperty("lamina.bench.python", "python3")),
            root.resolve("bench/python"),
            work);
    Conditions conditions = new Conditions(threads, texts, rounds, batches, memoryTexts);
    List<ModelReport> reports = new ArrayList<>();
    String peers = "";
    for (BenchModel model : models(root, python)) {
      ModelBench.Report measured =
          ModelBench.measure(model, conditions, python, ExtractionBench::tell);
      reports.add(measured.model());
      peers = measured.peers();
    }
    // Logs are kept where something went wrong.
    StoredFiles.delete(work);
    print(new ExtractionReport(machine, conditions, peers, reports), root);
    return 0;
  }

  private List<BenchModel> models(Path root, Python python) {
    List<BenchModel> chosen =
        models.isEmpty()
            ? new OwnModels(root, python, ExtractionBench::tell).all()
            : models.stream().map(BenchModel::parse).toList();
    return chosen.stream().map(model -> unitRows.map(model::withUnitRows).orElse(model)).toList();
  }

  private void print(ExtractionReport report, Path root) throws IOException {
    ReportText text = new ReportText(report);
    System.out.println(format == Format.json ? JSON.writeValueAsString(report) : text.tables());
    if (write) {
      Path page = root.resolve("docs/bench/extraction.md");
      Files.createDirectories(page.getParent());
      Files.writeString(page, text.page());
      tell("written: " + page);
    }
  }

  private static void tell(String line) {
    System.err.println(line);
  }
}
