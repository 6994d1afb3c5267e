package dev.lamina.queue.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One trace per unit: from its release to what its worker did. A sweep of a million units would
/// be no trace that anyone could open, so the release begins a new one and links to what made the
/// gateway release it: a request, or news of another unit.
public final class UnitTrace {

  static final String UNIT = "lamina.unit";
  static final String UNIT_IN_LOGS = "unit";

  private static final TextMapGetter<Map<String, String>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
          return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
          return headers == null ? null : headers.get(key);
        }
      };

  private UnitTrace() {}

  /// What sends a unit.
  public interface Send {
    /// @param headers to send beside the unit
    void with(Map<String, String> headers);
  }

  /// What to send beside other news, so that whoever hears of it knows why.
  public static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    return headers;
  }

  /// Sends a unit as the beginning of its trace. What is logged meanwhile carries its key.
  public static void release(String queue, String unit, Send send) {
    SpanBuilder builder = about(queue, unit, "send", SpanKind.PRODUCER).setNoParent();
    Span cause = Span.current();
    if (cause.getSpanContext().isValid()) {
      builder.addLink(cause.getSpanContext());
    }
    Span span = builder.startSpan();
    try (var _ = span.makeCurrent();
        var _ = MDC.putCloseable(UNIT_IN_LOGS, unit)) {
      send.with(headers());
    } catch (RuntimeException e) {
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /// The worker's span, as a child of the release.
  static Span work(Delivery delivery) {
    Context released =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), delivery.headers(), HEADERS);
    return about(delivery.queue(), delivery.unit(), "process", SpanKind.CONSUMER)
        .setParent(released)
        .setAttribute("messaging.consumer.delivery.count", delivery.count())
        .startSpan();
  }

  /// Attributes and names are those of OpenTelemetry's conventions for messaging.
  private static SpanBuilder about(String queue, String unit, String operation, SpanKind kind) {
    return tracer()
        .spanBuilder(operation + " " + queue)
        .setSpanKind(kind)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", queue)
        .setAttribute("messaging.operation.type", operation)
        .setAttribute(UNIT, unit);
  }

  private static Tracer tracer() {
    return GlobalOpenTelemetry.getTracer("dev.lamina.queue");
  }
}
