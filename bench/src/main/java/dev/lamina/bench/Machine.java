package dev.lamina.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/// Where and when something was measured.
///
/// @param load average number of busy processes before the measurement began
public record Machine(
    String date, String cpu, int cores, long memoryGib, String system, String java, double load) {

  public static Machine here() {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC).toString(),
        field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        field(Path.of("/proc/meminfo"), "MemTotal")
            .map(kib -> Math.round(Double.parseDouble(kib.replaceAll("\\D", "")) / (1 << 20)))
            .orElse(0L),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  public String inWords() {
    return "%s, %d cores, %d GiB, %s".formatted(cpu, cores, memoryGib, system);
  }

  private static Optional<String> field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
