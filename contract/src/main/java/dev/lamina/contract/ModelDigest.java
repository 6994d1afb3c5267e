package dev.lamina.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/// Identity of a model: its weights, its graph and its tokenizer.
public record ModelDigest(@JsonValue String hex) {

  public ModelDigest {
    Digest.requireHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
