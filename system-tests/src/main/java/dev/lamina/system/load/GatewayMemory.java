package dev.lamina.system.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks at a gateway's memory again and again.
final class GatewayMemory implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final double MIB = 1 << 20;

  /// @param heapMib used, what can be collected included
  /// @param residentMib of the whole process; 0 where the system does not tell
  record Sample(Instant at, double heapMib, double residentMib) {}

  private final URI metrics;
  private final long pid;
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  GatewayMemory(URI gateway, long pid) {
    this.metrics = gateway.resolve("/q/metrics");
    this.pid = pid;
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  private void watch() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!closed) {
        Thread.sleep(PERIOD);
        try {
          add(client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
          // The gateway is too busy to tell; the next look may find it better.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(String text) throws IOException {
    double heap =
        text.lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    samples.add(new Sample(Instant.now(), heap / MIB, resident()));
  }

  private double resident() throws IOException {
    Path status = Path.of("/proc/%d/status".formatted(pid));
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
