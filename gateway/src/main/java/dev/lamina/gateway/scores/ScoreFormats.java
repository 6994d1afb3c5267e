package dev.lamina.gateway.scores;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Scores as CSV and as Parquet, with the same columns.
public final class ScoreFormats {

  private static final CsvMapper CSV = new CsvMapper();

  private ScoreFormats() {}

  /// Numbers in full precision, an undefined value as an empty field. Leaves the stream open.
  public static void csv(List<ScoreRow> rows, OutputStream out) throws IOException {
    var schema = CSV.schemaFor(ScoreRow.class).withHeader();
    out.write(CSV.writer(schema).writeValueAsBytes(rows));
  }

  /// Closes the stream.
  public static void parquet(List<ScoreRow> rows, OutputStream out) throws IOException {
    try (var writer = new CarpetWriter<>(out, ScoreRow.class)) {
      writer.write(rows);
    }
  }
}
