package dev.lamina.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the gateway.
@ConfigMapping(prefix = "lamina.gateway")
public interface GatewaySettings {

  /// Units that a queue may hold at a time, at most. It holds one for each worker and a quarter
  /// more, so that no worker waits and a small sweep starts soon behind a large one.
  @WithDefault("256")
  int windowUnits();

  /// Whether the sweeps of the store are followed: those unfinished at start are taken up, and
  /// those submitted to other gateways are shown and worked on.
  @WithDefault("true")
  boolean resume();

  /// How often to compare what is under way with the store, in case that news got lost.
  @WithDefault("30s")
  Duration reconcileEvery();
}
