package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.source.FileAccess;
import dev.lamina.gateway.source.ModelCatalog;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecText;
import java.nio.file.Path;

/// A spec on this machine: its `file:` names start from its own folder.
record SpecFile(Path path) {

  Resolution resolve() throws SpecException {
    Path folder = path.toAbsolutePath().resolveSibling("").normalize();
    Sources sources = Sources.of(FileAccess.from(folder), new ModelCatalog());
    return Sweeps.resolve(SpecText.read(path), sources);
  }
}
