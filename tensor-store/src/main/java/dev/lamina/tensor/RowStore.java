package dev.lamina.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.contract.Digest;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.Wire;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Rendered rows of tasks, each set of rows under its digest: a JSON object `{"id","text"}` per
/// line.
public final class RowStore {

  private final ObjectStore store;

  /// The last rows read: a worker reads the same ones for batch after batch.
  private volatile Known last = new Known(digestOf(List.of()), List.of());

  private record Known(RowsDigest digest, List<RowText> rows) {}

  public RowStore(ObjectStore store) {
    this.store = store;
  }

  /// Of ids and texts, in order.
  public static RowsDigest digestOf(List<RowText> rows) {
    rows.forEach(RowStore::requireText);
    return new RowsDigest(
        Digest.of("rows")
            .with("ids", rows.stream().map(RowText::id).toList())
            .with("texts", rows.stream().map(RowText::text).toList())
            .hex());
  }

  /// Stores the rows unless they are.
  public RowsDigest store(List<RowText> rows) {
    RowsDigest digest = digestOf(rows);
    if (!store.exists(Keys.rows(digest))) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (RowText row : rows) {
        lines.writeBytes(Wire.encode(row));
        lines.write('\n');
      }
      store.createOnce(Keys.rows(digest), lines.toByteArray());
    }
    return digest;
  }

  /// Rows that are stored, held against their digest.
  public List<RowText> read(RowsDigest digest) {
    Known known = last;
    if (!known.digest().equals(digest)) {
      known = new Known(digest, fetch(digest));
      last = known;
    }
    return known.rows();
  }

  private List<RowText> fetch(RowsDigest digest) {
    String key = Keys.rows(digest);
    byte[] lines = store.read(key).orElseThrow(() -> StoreFaults.missing(key, store.describe()));
    try {
      List<RowText> rows =
          new String(lines, UTF_8)
              .lines()
              .map(line -> Wire.decode(line.getBytes(UTF_8), RowText.class))
              .toList();
      if (digestOf(rows).equals(digest)) {
        return rows;
      }
    } catch (FaultException e) {
      throw StoreFaults.corrupt(key + " in " + store.describe() + ": " + e.getMessage());
    }
    throw StoreFaults.corrupt(
        "%s in %s holds other rows than its name says; delete it to have it stored anew"
            .formatted(key, store.describe()));
  }

  /// Half a surrogate pair has no UTF-8, and would turn into a question mark on its way.
  private static void requireText(RowText row) {
    if (!UTF_8.newEncoder().canEncode(row.id()) || !UTF_8.newEncoder().canEncode(row.text())) {
      throw new FaultException(
          Fault.ROWS_INVALID,
          "row \"%s\" holds half a surrogate pair, which is no text; correct or remove it"
              .formatted(row.id()));
    }
  }
}
