package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A model as workers need it: who it is, and where to fetch its parts from.
///
/// @param digest of all that determines its states: its base's, or that of base and adapter
/// @param base weights and tokenizer
/// @param adapter a LoRA adapter on the base
public record ModelRef(ModelDigest digest, Part base, Optional<Part> adapter) {

  /// Something to fetch.
  ///
  /// @param source where it lies, for instance `file:/models/bge`; a worker checks the digest of
  ///     what it finds there
  public record Part(ModelDigest digest, String source) {

    public Part {
      requireNonNull(digest);
      requireNonNull(source);
    }
  }

  public ModelRef {
    requireNonNull(digest);
    requireNonNull(base);
    requireNonNull(adapter);
  }

  public static ModelRef of(Part base) {
    return new ModelRef(base.digest(), base, Optional.empty());
  }

  /// @param adapter its digest covers the adapter alone
  public static ModelRef adapted(Part base, Part adapter) {
    String digest =
        Digest.of("adapted model")
            .with("base", base.digest())
            .with("adapter", adapter.digest())
            .hex();
    return new ModelRef(new ModelDigest(digest), base, Optional.of(adapter));
  }
}
