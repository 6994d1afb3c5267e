package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecText;
import dev.lamina.source.FileAccess;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.source.cdi.ConfiguredSources;
import dev.lamina.source.cdi.SourceSettings;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Optional;

/// A spec on this machine: its `file:` names start from its own folder.
record SpecFile(Path path) {

  /// Of the settings in a jar, below those of the environment and of system properties.
  private static final int BUILT_IN = 250;

  Resolution resolve() throws SpecException {
    Path folder = path.toAbsolutePath().resolveSibling("").normalize();
    ConfiguredSources configured = new ConfiguredSources(settings());
    RememberedDigests digests = configured.digests();
    try (SourceFetcher fetcher =
        configured.fetcher(FileAccess.from(folder), Optional.empty(), digests, SpecFile::tell)) {
      return Sweeps.resolve(SpecText.read(path), new Sources(fetcher, digests));
    }
  }

  private static void tell(String news) {
    System.err.println(news);
  }

  /// As the engine will have them, which has not started yet: a spec is judged before it.
  private static SourceSettings settings() {
    return new SmallRyeConfigBuilder()
        .addDefaultSources()
        .addDefaultInterceptors()
        .withSources(
            PropertiesConfigSourceLoader.inClassPath(
                "application.properties", BUILT_IN, SpecFile.class.getClassLoader()))
        .withMapping(SourceSettings.class)
        .withMappingIgnore("**")
        .build()
        .getConfigMapping(SourceSettings.class);
  }
}
