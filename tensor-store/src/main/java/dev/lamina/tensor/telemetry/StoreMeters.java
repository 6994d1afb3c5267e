package dev.lamina.tensor.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/// Bytes and seconds of an object store. All meters are there from the start, so that a rate is
/// defined before the first request.
final class StoreMeters {

  /// Kinds of requests.
  enum Request {
    CREATE,
    PUT,
    READ,
    RANGE,
    SIZE,
    LIST,
    DELETE
  }

  private final MeterRegistry registry;
  private final Counter read;
  private final Counter written;
  private final Counter lost;

  StoreMeters(MeterRegistry registry) {
    this.registry = registry;
    read = bytes(registry, "lamina.store.read");
    written = bytes(registry, "lamina.store.written");
    lost = registry.counter("lamina.store.creates.lost");
    for (Request request : Request.values()) {
      timer(request, "ok");
      timer(request, "failed");
    }
  }

  private static Counter bytes(MeterRegistry registry, String name) {
    return Counter.builder(name).baseUnit("bytes").register(registry);
  }

  private Timer timer(Request request, String outcome) {
    String name = request.name().toLowerCase(Locale.ROOT);
    return registry.timer("lamina.store.requests", "request", name, "outcome", outcome);
  }

  /// A request with all its tries; what it throws is a failure.
  <T> T timed(Request request, Supplier<T> call) {
    Timer.Sample start = Timer.start(registry);
    String outcome = "failed";
    try {
      T answer = call.get();
      outcome = "ok";
      return answer;
    } finally {
      start.stop(timer(request, outcome));
    }
  }

  void read(int bytes) {
    read.increment(bytes);
  }

  void written(int bytes) {
    written.increment(bytes);
  }

  /// An object was written that was there by then.
  void lost() {
    lost.increment();
  }
}
