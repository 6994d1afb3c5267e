package dev.lamina.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Settings that follow from others. Any source that people write wins over them.
///
/// - Traces are recorded when `lamina.tracing.endpoint` says where to send them, and else the
///   whole of OpenTelemetry is a no-op: nothing is recorded, and nothing is connected to.
/// - Logs are JSON unless a person reads them on a terminal.
public final class TelemetrySwitches implements ConfigSourceFactory {

  static final String ENDPOINT = "lamina.tracing.endpoint";
  static final String NO_TRACES = "quarkus.otel.sdk.disabled";
  static final String JSON_LOGS = "quarkus.log.console.json.enabled";

  /// Below what stands in any file.
  private static final int ORDINAL = 50;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    return List.of(
        new PropertiesConfigSource(
            Map.of(
                NO_TRACES, Boolean.toString(!hasEndpoint(context)),
                JSON_LOGS, Boolean.toString(!onTerminal())),
            "what follows from other settings",
            ORDINAL));
  }

  private static boolean hasEndpoint(ConfigSourceContext context) {
    ConfigValue endpoint = context.getValue(ENDPOINT);
    String value = endpoint == null ? null : endpoint.getValue();
    return value != null && !value.isBlank();
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 25 on it is null again without a terminal.
  private static boolean onTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
