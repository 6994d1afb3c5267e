package dev.lamina.bench.measures;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/// A value, and what it took.
///
/// @param seconds by the clock
/// @param cpuSeconds of all threads of the process
record Timed(double value, double seconds, double cpuSeconds) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// In this process.
  static Timed of(DoubleSupplier work) {
    long cpu = SYSTEM.getProcessCpuTime();
    long started = System.nanoTime();
    double value = work.getAsDouble();
    return new Timed(
        value, (System.nanoTime() - started) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  /// What a peer answered.
  static Timed of(JsonNode answer) {
    return new Timed(
        answer.path("value").asDouble(),
        answer.path("seconds").asDouble(),
        answer.path("cpuSeconds").asDouble());
  }
}
