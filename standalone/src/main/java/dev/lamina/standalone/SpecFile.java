package dev.lamina.standalone;

import dev.lamina.extraction.Device;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.Precision;
import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SpecText;
import java.nio.file.Path;

/// A spec on this machine: its `file:` names start from its own folder.
record SpecFile(Path path) {

  /// Finds all that the spec names, and tells what is remarkable about it.
  Resolution resolve() throws SpecException {
    Path folder = path.toAbsolutePath().resolveSibling("").normalize();
    try (LocalSources local = LocalSources.from(folder)) {
      Resolution resolution =
          Sweeps.resolve(SpecText.read(path), new Sources(local.fetcher(), local.digests()));
      requirePrecision(resolution.sweep().precision(), local.runtime().device());
      resolution.sweep().models().stream()
          .map(ResolvedModel::remarks)
          .flatMap(remarks -> remarks.stream())
          .distinct()
          .forEach(System.err::println);
      return resolution;
    }
  }

  /// The engine computes here, so what it cannot is a fault of the spec.
  private static void requirePrecision(String precision, Device device) throws SpecException {
    try {
      HiddenStateExtractor.requirePrecision(device, Precision.named(precision).orElseThrow());
    } catch (ModelException e) {
      SpecFaults faults = new SpecFaults();
      faults.add("precision", e.getMessage());
      faults.refuse();
    }
  }
}
