package dev.lamina.system;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// What a service counts, as Prometheus reads it.
record ServiceMetrics(String text) {

  static ServiceMetrics of(ServiceProcess service) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(service.address().resolve("/q/metrics")).build();
      return new ServiceMetrics(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /// Of all lines of a meter.
  double sum(String meter) {
    return text.lines()
        .filter(line -> line.startsWith(meter))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
