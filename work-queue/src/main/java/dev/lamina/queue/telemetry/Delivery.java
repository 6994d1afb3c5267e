package dev.lamina.queue.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/// A unit as it came to a worker.
///
/// @param queue where it came from
/// @param unit its key: which unit this is
/// @param count how often it has been delivered, this time included; 1 at first
/// @param released when it was sent
/// @param headers sent beside it: W3C trace context, where it is traced
public record Delivery(
    String queue, String unit, int count, Instant released, Map<String, String> headers) {

  public Delivery {
    requireNonNull(queue);
    requireNonNull(unit);
    requireNonNull(released);
    headers = Map.copyOf(headers);
  }
}
