package dev.lamina.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/// Identity of a task's sampled and rendered rows: ids and texts, in order.
public record RowsDigest(@JsonValue String hex) {

  public RowsDigest {
    Digest.requireHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
