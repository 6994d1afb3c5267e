package dev.lamina.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/// Identity of one model's activations on one task: all that determines their values.
public record ArrayDigest(@JsonValue String hex) {

  public ArrayDigest {
    Digest.requireHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
