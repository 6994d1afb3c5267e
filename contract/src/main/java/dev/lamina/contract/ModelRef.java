package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// A model as workers need it: who it is, and where to fetch it from.
///
/// @param source where the model lies, for instance `file:/models/bge`; a worker checks the digest
///     of what it finds there
public record ModelRef(ModelDigest digest, String source) {

  public ModelRef {
    requireNonNull(digest);
    requireNonNull(source);
  }
}
