package dev.lamina.gateway.source;

import dev.lamina.gateway.spec.SpecFaults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SequencedMap;

/// Task rows, as JSONL or as Parquet, told apart by how they begin. Every faulty row is named.
public final class RowFile {

  private RowFile() {}

  /// Inputs by row id, in the file's order.
  ///
  /// @param name the file as faults should name it
  public static SequencedMap<String, String> read(
      String name, InputStream content, SpecFaults faults) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content, 1 << 16);
    FoundRows rows;
    if (isParquet(in)) {
      rows = new FoundRows(name, "row", faults);
      ParquetRows.read(in, rows);
    } else {
      rows = new FoundRows(name, "line", faults);
      JsonLines.read(in, rows);
    }
    if (rows.found() == 0) {
      faults.add(
          name,
          "there are no rows in it; a row is a line {\"id\": ..., \"input\": ...}, or one of a Parquet file with these columns");
    }
    return rows.inputs();
  }

  private static boolean isParquet(BufferedInputStream in) throws IOException {
    in.mark(ParquetRows.MAGIC.length);
    byte[] start = in.readNBytes(ParquetRows.MAGIC.length);
    in.reset();
    return Arrays.equals(start, ParquetRows.MAGIC);
  }
}
