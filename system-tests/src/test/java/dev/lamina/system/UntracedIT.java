package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.system.trace.TraceCollector;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks for no traces has none: nobody is connected to.
class UntracedIT {

  @TempDir private Path folder = Path.of("");

  @Test
  void withoutAnEndpointNothingIsSentAnywhere() throws Exception {
    try (TraceCollector collector = TraceCollector.start();
        LocalServices services =
            LocalServices.start(
                Project.HOME,
                folder,
                0,
                // Where it would be sent, if it were.
                Map.of(
                    "quarkus.otel.exporter.otlp.endpoint", collector.endpoint(),
                    "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                    "quarkus.otel.bsp.schedule.delay", "100ms"));
        Api api = new Api(services.gateway())) {
      assertThat(api.get("/sweeps").statusCode()).isEqualTo(200);
      Thread.sleep(2000);

      assertThat(collector.requests()).isZero();
    }
  }
}
