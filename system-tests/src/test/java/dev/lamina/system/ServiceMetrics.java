package dev.lamina.system;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a service counts, as Prometheus reads it.
record ServiceMetrics(String text) {

  static ServiceMetrics of(ServiceProcess service) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(service.address().resolve("/q/metrics")).build();
      return new ServiceMetrics(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /// Of all series of a meter; an exemplar that follows a value is not part of it.
  double sum(String meter) {
    Pattern series = Pattern.compile("^" + Pattern.quote(meter) + "(?:\\{[^}]*})? (\\S+)");
    return text.lines()
        .map(series::matcher)
        .filter(Matcher::find)
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .sum();
  }
}
