package dev.lamina.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the gateway.
@ConfigMapping(prefix = "lamina.gateway")
public interface GatewaySettings {

  /// Extraction units that a pool of workers may hold at a time. More keeps more workers busy,
  /// fewer lets a small sweep start sooner behind a large one.
  @WithDefault("32")
  int windowUnits();

  /// Whether to take up unfinished sweeps of the store at start.
  @WithDefault("true")
  boolean resume();

  /// How often to compare what is under way with the store, in case that news got lost.
  @WithDefault("30s")
  Duration reconcileEvery();
}
