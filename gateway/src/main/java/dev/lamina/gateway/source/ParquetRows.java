package dev.lamina.gateway.source;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Columns `id` and `input` of a Parquet file, others allowed.
final class ParquetRows {

  /// How every such file begins and ends.
  static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private ParquetRows() {}

  /// A Parquet file is read from its end, so it is kept on disk meanwhile.
  static void read(InputStream in, FoundRows rows) throws IOException {
    Path file = Files.createTempFile("lamina-rows", ".parquet");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      read(file, rows);
    } finally {
      Files.delete(file);
    }
  }

  private static void read(Path file, FoundRows rows) throws IOException {
    int number = 1;
    try (CloseableIterator<?> all = new CarpetReader<>(file.toFile(), Map.class).iterator()) {
      for (; all.hasNext(); number++) {
        Map<?, ?> row = (Map<?, ?>) all.next();
        rows.row(number, row.get("id"), row.get("input"));
      }
    } catch (RuntimeException e) {
      // What the library throws for a file that is cut short or lies about itself.
      rows.fault(number, "the Parquet file cannot be read from here on: " + e.getMessage());
    }
  }
}
