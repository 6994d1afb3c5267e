package dev.lamina.bench.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A model to measure with.
///
/// @param folder as Lamina reads it: an ONNX model or a checkpoint
/// @param checkpoint the same model as transformers reads it
/// @param unitRows most rows of one of Lamina's units of work
record BenchModel(String name, Path folder, Path checkpoint, int unitRows) {
  private static final int UNIT_ROWS = 100;

  BenchModel {
    if (unitRows < 1) {
      throw new IllegalArgumentException("a unit of %d rows is none".formatted(unitRows));
    }
  }

  /// @param argument `NAME=FOLDER`, or `NAME=FOLDER,CHECKPOINT` where the two differ
  static BenchModel parse(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "\"%s\" is no model; write NAME=FOLDER or NAME=FOLDER,CHECKPOINT".formatted(argument));
    }
    String[] folders = argument.substring(equals + 1).split(",", 2);
    return new BenchModel(
        argument.substring(0, equals),
        Path.of(folders[0]),
        Path.of(folders[folders.length - 1]),
        UNIT_ROWS);
  }

  BenchModel withUnitRows(int rows) {
    return new BenchModel(name, folder, checkpoint, rows);
  }

  /// Size of the weights that Lamina reads, in bytes, as they lie on disk.
  long weightBytes() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(BenchModel::holdsWeights).mapToLong(BenchModel::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
  }

  private static boolean holdsWeights(Path file) {
    String name = file.toString();
    return name.endsWith(".safetensors") || name.endsWith(".onnx") || name.endsWith(".onnx_data");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
