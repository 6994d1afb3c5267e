package dev.lamina.bench.extraction;

import com.sun.management.OperatingSystemMXBean;
import dev.lamina.bench.StoredFiles;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ElementType;
import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.ExtractionSettings;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.Pooling;
import dev.lamina.extraction.TextRow;
import dev.lamina.extraction.TooLong;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FolderStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Does what an extractor does with the rows of a task: unit by unit, read, run and stored.
final class ExtractorRun {

  private static final ExtractionSettings SETTINGS =
      new ExtractionSettings(Pooling.LAST_TOKEN, 512, TooLong.TRUNCATE);
  private static final ArrayDigest ARRAY = new ArrayDigest("0".repeat(64));

  private final HiddenStateExtractor extractor;
  private final List<TextRow> all;

  ExtractorRun(HiddenStateExtractor extractor, List<TextRow> all) {
    this.extractor = extractor;
    this.all = all;
  }

  /// Extracts and stores the first rows, in units of even size, and measures it.
  ///
  /// @return a [Pass], and `storedShare`: the bytes stored by the least that the numbers take
  Map<String, ?> pass(int count, int mostUnitRows) throws ModelException, IOException {
    List<TextRow> rows = all.subList(0, count);
    ArrayShape shape = shape(count, mostUnitRows);
    Path folder = Files.createTempDirectory("lamina-bench-store");
    try (FolderStore store = FolderStore.at(folder)) {
      Activations activations = new Activations(store);
      long tokens = 0;
      long padded = 0;
      long cpu = cpuNanos();
      long started = System.nanoTime();
      activations.declare(ARRAY, shape, rows.stream().map(TextRow::id).toList(), Map.of());
      for (int unit = 0; unit < shape.batches(); unit++) {
        int first = shape.firstRow(unit);
        BatchStates states =
            extractor.extract(rows.subList(first, first + shape.rowsOf(unit)), SETTINGS);
        requireAllUsable(states);
        activations.store(ARRAY, shape, unit, states.states(), List.of());
        tokens += states.tokens();
        padded += states.paddedTokens();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      return Map.of(
          "seconds", seconds,
          "cpuSeconds", (cpuNanos() - cpu) / 1e9,
          "rows", count,
          "tokens", tokens,
          "paddedTokens", padded,
          "storedShare", StoredFiles.bytes(folder) / shape.bytes());
    } finally {
      StoredFiles.delete(folder);
    }
  }

  /// Writes the states of the first rows, `[layers, rows, features]` in little-endian float32.
  void write(int count, Path file) throws ModelException, IOException {
    BatchStates states = extractor.extract(all.subList(0, count), SETTINGS);
    ByteBuffer bytes =
        ByteBuffer.allocate(states.states().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(states.states());
    Files.write(file, bytes.array());
  }

  private ArrayShape shape(int rows, int mostUnitRows) {
    int units = Math.ceilDiv(rows, mostUnitRows);
    return new ArrayShape(
        extractor.layers(),
        rows,
        extractor.features(),
        Math.ceilDiv(rows, units),
        ElementType.FLOAT32);
  }

  private static void requireAllUsable(BatchStates states) {
    if (!states.unusable().isEmpty()) {
      throw new IllegalStateException("rows without states: " + states.unusable());
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
