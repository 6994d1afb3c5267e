package dev.lamina.standalone;

import dev.lamina.extraction.AdaptedExtractor;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.extraction.lora.AdapterSource;
import dev.lamina.extraction.verify.LayerError;
import dev.lamina.extraction.verify.ReferenceStates;
import dev.lamina.extraction.verify.Verification;
import dev.lamina.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a model's hidden states with those that Hugging Face transformers gives for it, at"
          + " every layer, on a set of probe texts.",
      "Exit code 0: equal within the promised bound; 1: not."
    })
final class VerifyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "MODEL",
      description = "A checkpoint's folder, or a source such as hf://org/name@revision.")
  private String model = "";

  @Option(
      names = "--adapter",
      paramLabel = "ADAPTER",
      description = "A LoRA adapter on it: a PEFT folder, or a source.")
  private @Nullable String adapter;

  @Option(
      names = "--reference",
      paramLabel = "FOLDER",
      description =
          "States that scripts/reference_states.py wrote. Default: they are made now, with a Python"
              + " that has torch and transformers.")
  private @Nullable Path reference;

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      defaultValue = "${env:LAMINA_PYTHON:-python3}",
      description = "That Python. Default: $LAMINA_PYTHON, else python3.")
  private String python = "";

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "float32, float16 or bfloat16. Default: float32.")
  private String precision = Precision.FLOAT32.wireName();

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    Precision wanted =
        Precision.named(precision)
            .orElseThrow(
                () ->
                    new InputException(
                        "\"%s\" is no precision; there are %s"
                            .formatted(precision, String.join(", ", Precision.names()))));
    try (LocalSources local = LocalSources.from(Path.of(""))) {
      Path modelFolder = folder(local, model);
      ModelSource source = ModelSource.at(modelFolder);
      Optional<Path> adapterFolder =
          adapter == null ? Optional.empty() : Optional.of(folder(local, adapter));
      ReferenceStates expected = reference(modelFolder, adapterFolder);
      Verification verification = verify(source, adapterFolder, expected, wanted, local.runtime());
      boolean kept =
          wanted == Precision.FLOAT32 ? verification.isEqual() : verification.isParallel();
      print(verification, expected, wanted, kept);
      return kept ? Lamina.DONE : Lamina.FAILED;
    } catch (ModelException e) {
      throw new InputException(e.getMessage());
    }
  }

  /// A path as people type it, or a source.
  private static Path folder(LocalSources local, String name) throws InputException {
    boolean source = name.matches("(hf|s3|file):.*");
    try {
      return source ? local.fetcher().fetch(name).path() : Path.of(name).toAbsolutePath();
    } catch (SourceException e) {
      throw new InputException(e.getMessage());
    }
  }

  private ReferenceStates reference(Path modelFolder, Optional<Path> adapterFolder)
      throws ModelException, InputException, IOException, InterruptedException {
    return reference == null
        ? new ReferenceScript(python).run(modelFolder, adapterFolder)
        : ReferenceStates.read(reference);
  }

  private static Verification verify(
      ModelSource source,
      Optional<Path> adapterFolder,
      ReferenceStates expected,
      Precision precision,
      RuntimeOptions runtime)
      throws ModelException {
    try (HiddenStateExtractor extractor = HiddenStateExtractor.open(source, precision, runtime)) {
      if (adapterFolder.isEmpty()) {
        return Verification.of(settings -> extractor.extract(expected.rows(), settings), expected);
      }
      try (AdaptedExtractor adapted = extractor.adapt(AdapterSource.at(adapterFolder.get()))) {
        return Verification.of(settings -> adapted.extract(expected.rows(), settings), expected);
      }
    }
  }

  private void print(
      Verification verification, ReferenceStates expected, Precision wanted, boolean kept)
      throws IOException {
    if (output.json()) {
      OutputOption.print(
          Map.of(
              "equal", kept,
              "precision", wanted.wireName(),
              "rows", expected.texts().size(),
              "reference", expected.madeWith(),
              "layers", verification.layers(),
              "onlyUnusableHere", verification.onlyOurs(),
              "onlyUnusableThere", verification.onlyTheirs(),
              "readOtherwise", expected.readOtherwise()));
      return;
    }
    System.out.printf(
        "%5s  %14s  %14s  %s%n", "layer", "largest error", "least cosine", "misplaced");
    for (LayerError layer : verification.layers()) {
      System.out.printf(
          "%5d  %14.2e  %14.9f  %9d%n",
          layer.layer(), layer.largest(), layer.leastCosine(), layer.misplaced());
    }
    System.out.printf(
        "%n%d texts, pooled in 3 ways, against %s.%n%s%n",
        expected.texts().size(), versions(expected), verdict(verification, wanted, kept));
    complain("only Lamina could not use", verification.onlyOurs());
    complain("only the reference could not use", verification.onlyTheirs());
    complain("AutoTokenizer reads otherwise than tokenizer.json says", expected.readOtherwise());
  }

  private static String versions(ReferenceStates expected) {
    return "transformers %s, torch %s"
        .formatted(
            expected.madeWith().getOrDefault("transformers", "(unknown)"),
            expected.madeWith().getOrDefault("torch", "(unknown)"));
  }

  private static String verdict(Verification verification, Precision wanted, boolean kept) {
    LayerError worst = verification.worst();
    String bound =
        wanted == Precision.FLOAT32
            ? "errors up to %.0e are allowed".formatted(Verification.LARGEST_ERROR)
            : "cosines from %.3f on are allowed".formatted(Verification.LEAST_COSINE);
    return "%s: largest relative error %.2e, at layer %d (%s; misplaced counts rows nearer to another layer)."
        .formatted(kept ? "Equal" : "NOT equal", worst.largest(), worst.layer(), bound);
  }

  private static void complain(String who, Set<Integer> rows) {
    if (!rows.isEmpty()) {
      System.out.printf("Texts that %s: %s%n", who, List.copyOf(new TreeSet<>(rows)));
    }
  }
}
