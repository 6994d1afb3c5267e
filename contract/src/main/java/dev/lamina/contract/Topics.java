package dev.lamina.contract;

/// Names of queues and topics.
public final class Topics {

  /// Ready analysis units; a queue.
  public static final String ANALYSIS = "lamina.analysis";

  /// News of extractors, followed by every gateway.
  public static final String EXTRACTOR_EVENTS = "lamina.extractor-events";

  /// News of analyzers, followed by every gateway.
  public static final String ANALYZER_EVENTS = "lamina.analyzer-events";

  private Topics() {}

  /// Extraction units of a pool; a queue.
  public static String extraction(String pool) {
    return "lamina.extraction." + pool;
  }
}
