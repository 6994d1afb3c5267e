package dev.lamina.system.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A span as a service sent it.
///
/// @param parent id of the span above, empty for a root
/// @param links ids of spans that it links to
/// @param attributes texts and whole numbers, as text
public record ReceivedSpan(
    String service,
    String trace,
    String id,
    String parent,
    String name,
    List<String> links,
    Map<String, String> attributes) {

  public ReceivedSpan {
    links = List.copyOf(links);
    attributes = Map.copyOf(attributes);
  }

  /// Numbers of fields are those of OpenTelemetry's trace.proto.
  static Stream<ReceivedSpan> in(byte[] request) {
    return Fields.of(request).messages(1).stream()
        .flatMap(
            resource -> {
              String service =
                  resource.messages(1).stream()
                      .map(described -> attributes(described, 1).getOrDefault("service.name", ""))
                      .findFirst()
                      .orElse("");
              return resource.messages(2).stream()
                  .flatMap(scope -> scope.messages(2).stream())
                  .map(span -> of(service, span));
            });
  }

  private static ReceivedSpan of(String service, Fields span) {
    return new ReceivedSpan(
        service,
        span.hex(1),
        span.hex(2),
        span.hex(4),
        span.text(5),
        span.messages(13).stream().map(link -> link.hex(2)).toList(),
        attributes(span, 9));
  }

  private static Map<String, String> attributes(Fields of, int number) {
    Map<String, String> attributes = new TreeMap<>();
    for (Fields attribute : of.messages(number)) {
      for (Fields value : attribute.messages(2)) {
        String text = value.text(1);
        attributes.put(attribute.text(1), text.isEmpty() ? Long.toString(value.number(3)) : text);
      }
    }
    return attributes;
  }
}
