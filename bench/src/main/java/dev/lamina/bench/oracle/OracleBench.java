package dev.lamina.bench.oracle;

import dev.lamina.bench.Machine;
import dev.lamina.bench.Table;
import dev.lamina.metrics.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./dev bench oracle`: the report goes to standard output.
@Command(
    name = "oracle",
    description = "Measures beside the values that independent implementations gave.",
    mixinStandardHelpOptions = true)
public final class OracleBench implements Callable<Integer> {

  private static final Map<String, String> METRICS =
      Map.of(
          "cka", "linear_cka",
          "cka-debiased", "linear_cka_debiased",
          "cka-rbf", "rbf_cka_offdiag_median",
          "svcca", "svcca_99",
          "pwcca", "pwcca_sym",
          "procrustes", "procrustes_normalized",
          "rsa", "rsa_correlation_spearman",
          "mutual-knn", "mutual_knn_k10_cosine",
          "effective-rank", "effective_rank_ev",
          "participation-ratio", "participation_ratio");

  @Option(
      names = "--references",
      paramLabel = "FOLDER",
      description =
          "Matrices and reference values: references.json, NAME_x.npy, NAME_y.npy. Default: ../shared/oracle beside this checkout.")
  private @Nullable Path references;

  @Option(names = "--write", description = "Also writes the report to docs/bench/oracle.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
    Path folder = references == null ? root.resolve("../shared/oracle").normalize() : references;
    if (!Files.exists(folder.resolve("references.json"))) {
      System.err.println(
          "There are no reference values in " + folder + "; name some by --references.");
      return 1;
    }
    String table = table(References.in(folder)).toString();
    System.out.println(table);
    if (write) {
      Files.writeString(root.resolve("docs/bench/oracle.md"), page(table));
    }
    return 0;
  }

  private static Table table(References references) {
    Table table =
        new Table(
            "measure", "matrices", "implementations", "largest difference", "at", "they differ by");
    for (Agreement agreement : agreements(references)) {
      table.row(
          agreement.measure(),
          String.valueOf(agreement.pairs()),
          String.valueOf(agreement.implementations()),
          number(agreement.difference()),
          agreement.worst(),
          number(agreement.apart()));
    }
    return table;
  }

  private static List<Agreement> agreements(References references) {
    List<Agreement> agreements = new ArrayList<>();
    Measures.all().stream()
        .filter(measure -> METRICS.containsKey(measure.name()))
        .forEach(
            measure ->
                agreements.add(references.of(measure, METRICS.getOrDefault(measure.name(), ""))));
    Measures.descriptors().stream()
        .filter(descriptor -> METRICS.containsKey(descriptor.name()))
        .forEach(
            descriptor ->
                agreements.add(
                    references.of(descriptor, METRICS.getOrDefault(descriptor.name(), ""))));
    return agreements;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }

  private static String page(String table) {
    return """
        # Measures beside independent implementations

        Written by `./dev bench oracle --write`, on %s. In float64, as `lamina measure` computes; of descriptors the
        difference is relative. "They differ by" is how far the implementations lie apart on the same matrices. Cosines
        that tie (the degenerate pair) have no one right set of nearest neighbours.

        %s"""
        .formatted(Machine.here().date(), table);
  }
}
