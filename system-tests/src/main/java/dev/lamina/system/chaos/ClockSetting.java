package dev.lamina.system.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process's own idea of the time, by the library libfaketime, where that is installed.
record ClockSetting(Path library) {

  private static final List<String> PLACES =
      List.of(
          "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
          "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
          "/usr/lib64/faketime/libfaketimeMT.so.1",
          "/usr/lib/faketime/libfaketimeMT.so.1");

  static Optional<ClockSetting> here() {
    return PLACES.stream().map(Path::of).filter(Files::exists).findFirst().map(ClockSetting::new);
  }

  /// The environment of a process whose calendar is wrong; how long things take stays true.
  Map<String, String> ahead(Duration by) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME",
        "%+d".formatted(by.toSeconds()),
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "DONT_FAKE_MONOTONIC",
        "1",
        "NO_FAKE_STAT",
        "1");
  }
}
