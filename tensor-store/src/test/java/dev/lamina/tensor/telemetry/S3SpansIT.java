package dev.lamina.tensor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.servers.s3.S3Server;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.S3Settings;
import dev.lamina.tensor.S3Store;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class S3SpansIT {

  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<Long> SENT = AttributeKey.longKey("http.request.body.size");

  @RegisterExtension static final OpenTelemetryExtension TRACES = OpenTelemetryExtension.create();

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void requestsAreChildrenOfWhoMakesThem() {
    try (ObjectStore store = store()) {
      TRACES.clearSpans();
      Span unit = TRACES.getOpenTelemetry().getTracer("test").spanBuilder("unit").startSpan();
      try (var _ = unit.makeCurrent()) {
        store.createOnce("a/b", new byte[1000]);
        store.createOnce("a/b", new byte[1000]);
        store.exists("a/none");
        store.read("a/b");
      }
      unit.end();

      List<SpanData> requests = requests();
      assertThat(requests)
          .extracting(SpanData::getName)
          .containsExactly("S3 PUT", "S3 PUT", "S3 HEAD", "S3 GET");
      assertThat(requests)
          .allSatisfy(
              request -> {
                assertThat(request.getParentSpanId()).isEqualTo(unit.getSpanContext().getSpanId());
                assertThat(request.getTraceId()).isEqualTo(unit.getSpanContext().getTraceId());
                assertThat(request.hasEnded()).isTrue();
                assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
              });
      assertThat(requests)
          .extracting(request -> request.getAttributes().get(STATUS))
          .containsExactly(200L, 412L, 404L, 200L);
      assertThat(requests.getFirst().getAttributes().get(PATH)).isEqualTo("/lamina/spans/a/b");
      assertThat(requests.getFirst().getAttributes().get(SENT)).isGreaterThanOrEqualTo(1000);
    }
  }

  private static ObjectStore store() {
    return S3Store.connect(
        new S3Settings(
            server.endpoint(),
            "us-east-1",
            "lamina",
            "spans",
            server.accessKey(),
            server.secretKey()));
  }

  private static List<SpanData> requests() {
    return TRACES.getSpans().stream().filter(span -> span.getKind() == SpanKind.CLIENT).toList();
  }
}
