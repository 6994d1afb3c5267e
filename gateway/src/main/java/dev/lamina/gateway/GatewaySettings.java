package dev.lamina.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings of the gateway.
@ConfigMapping(prefix = "lamina.gateway")
public interface GatewaySettings {

  /// Files that specs may name.
  Files files();

  /// Extraction units that a pool of workers may hold at a time. More keeps more workers busy,
  /// fewer lets a small sweep start sooner behind a large one.
  @WithDefault("32")
  int windowUnits();

  /// Folder for copies of uploaded models.
  @WithDefault("${java.io.tmpdir}/lamina-gateway")
  Path cache();

  /// Whether to take up unfinished sweeps of the store at start.
  @WithDefault("true")
  boolean resume();

  /// How often to compare what is under way with the store, in case that news got lost.
  @WithDefault("30s")
  Duration reconcileEvery();

  /// Files that specs may name.
  interface Files {

    /// Folders below which `file:` sources are found. None: specs name no files.
    Optional<List<Path>> roots();
  }
}
