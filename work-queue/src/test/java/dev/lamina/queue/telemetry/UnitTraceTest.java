package dev.lamina.queue.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitTraceTest {

  @RegisterExtension static final OpenTelemetryExtension TRACES = OpenTelemetryExtension.create();

  @Test
  void theReleaseBeginsATraceAndLinksToItsCause() {
    Span request = TRACES.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
    try (var _ = request.makeCurrent()) {
      release();
    }
    request.end();

    SpanData release = only("send lamina.analysis");
    assertThat(release.getTraceId()).isNotEqualTo(request.getSpanContext().getTraceId());
    assertThat(release.getParentSpanContext().isValid()).isFalse();
    assertThat(release.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(SpanContext::getSpanId)
        .containsExactly(request.getSpanContext().getSpanId());
    assertThat(release.getKind()).isEqualTo(SpanKind.PRODUCER);
  }

  @Test
  void theWorkersSpanIsTheReleasesChild() {
    Map<String, String> headers = release();
    UnitWatch watch = new UnitWatch(new SimpleMeterRegistry());

    try (var unit = watch.begin(new Delivery("lamina.analysis", "u1", 1, Instant.now(), headers))) {
      TRACES.getOpenTelemetry().getTracer("test").spanBuilder("S3 PUT").startSpan().end();
      unit.done(new Event.BatchStored(new ArrayDigest("a".repeat(64)), 0, false));
    }

    SpanData release = only("send lamina.analysis");
    SpanData work = only("process lamina.analysis");
    assertThat(headers).containsOnlyKeys("traceparent");
    assertThat(work.getParentSpanId()).isEqualTo(release.getSpanId());
    assertThat(work.getTraceId()).isEqualTo(release.getTraceId());
    assertThat(only("S3 PUT").getParentSpanId()).isEqualTo(work.getSpanId());
  }

  @Test
  void aUnitWithoutHeadersIsATraceOfItsOwn() {
    UnitWatch watch = new UnitWatch(new SimpleMeterRegistry());

    watch.begin(new Delivery("lamina.analysis", "u1", 1, Instant.now(), Map.of())).close();

    assertThat(only("process lamina.analysis").getParentSpanContext().isValid()).isFalse();
  }

  private static Map<String, String> release() {
    Map<String, String> sent = new HashMap<>();
    UnitTrace.release("lamina.analysis", "u1", sent::putAll);
    return sent;
  }

  private static SpanData only(String name) {
    List<SpanData> named =
        TRACES.getSpans().stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).hasSize(1);
    return named.getFirst();
  }
}
