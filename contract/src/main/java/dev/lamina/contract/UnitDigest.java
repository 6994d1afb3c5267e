package dev.lamina.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/// Identity of a unit of work; the same unit is the same work wherever it was planned.
public record UnitDigest(@JsonValue String hex) {

  public UnitDigest {
    Digest.requireHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
