package dev.lamina.extraction;

import java.nio.file.Path;

/// Tiny checkpoints of the test resources.
final class TinyCheckpoint {
  static final Path ALL =
      Path.of(System.getProperty("lamina.root"), "extraction/src/test/resources/checkpoints");

  private TinyCheckpoint() {}

  static Path at(String name) {
    return ALL.resolve(name);
  }

  static Path adapter(String checkpoint, String adapter) {
    return at(checkpoint).resolve("adapters").resolve(adapter);
  }

  static HiddenStateExtractor open(String name, int threads) throws ModelException {
    return HiddenStateExtractor.open(ModelSource.at(at(name)), new RuntimeOptions(threads, 64));
  }

  static HiddenStateExtractor open(String name, Precision precision) throws ModelException {
    return HiddenStateExtractor.open(
        ModelSource.at(at(name)), precision, new RuntimeOptions(1, 64));
  }
}
