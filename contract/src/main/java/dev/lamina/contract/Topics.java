package dev.lamina.contract;

/// Names of queues and topics.
public final class Topics {

  /// Ready analysis units; a queue.
  public static final String ANALYSIS = "lamina.analysis";

  /// News of extractors, followed by every gateway.
  public static final String EXTRACTOR_EVENTS = "lamina.extractor-events";

  /// News of analyzers, followed by every gateway.
  public static final String ANALYZER_EVENTS = "lamina.analyzer-events";

  /// What gateways tell each other; owning its first partition makes the one that leads.
  public static final String GATEWAY_EVENTS = "lamina.gateway-events";

  /// Units that were refused, with their cause, for people to look at.
  public static final String DEAD_LETTERS = "lamina.dead-letters";

  private Topics() {}

  /// Extraction units of a pool; a queue.
  public static String extraction(String pool) {
    return "lamina.extraction." + pool;
  }
}
