package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.spec.SpecException;
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
      resolution.sweep().models().stream()
          .map(ResolvedModel::remarks)
          .flatMap(remarks -> remarks.stream())
          .distinct()
          .forEach(System.err::println);
      return resolution;
    }
  }
}
