package dev.lamina.standalone;

import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.extractor.ExtractorSettings;
import dev.lamina.source.FileAccess;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.source.cdi.ConfiguredSources;
import dev.lamina.source.cdi.SourceSettings;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Optional;

/// What this machine's user may name, and what computes here, before the engine has started and
/// without it.
///
/// @param fetcher `file:` names start from a folder
record LocalSources(SourceFetcher fetcher, RememberedDigests digests, RuntimeOptions runtime)
    implements AutoCloseable {

  /// Of the settings in a jar, below those of the environment and of system properties.
  private static final int BUILT_IN = 250;

  static LocalSources from(Path folder) {
    SmallRyeConfig settings = settings();
    ConfiguredSources configured =
        new ConfiguredSources(settings.getConfigMapping(SourceSettings.class));
    RememberedDigests digests = configured.digests();
    return new LocalSources(
        configured.fetcher(FileAccess.from(folder), Optional.empty(), digests, System.err::println),
        digests,
        settings.getConfigMapping(ExtractorSettings.class).runtime());
  }

  /// As the engine will have them.
  private static SmallRyeConfig settings() {
    return new SmallRyeConfigBuilder()
        .addDefaultSources()
        .addDefaultInterceptors()
        .withSources(
            PropertiesConfigSourceLoader.inClassPath(
                "application.properties", BUILT_IN, LocalSources.class.getClassLoader()))
        .withMapping(SourceSettings.class)
        .withMapping(ExtractorSettings.class)
        .withMappingIgnore("**")
        .build();
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
