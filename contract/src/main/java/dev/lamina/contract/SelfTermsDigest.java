package dev.lamina.contract;

/// The key of the terms that one array brings into every pair: of a layer, on the rows used.
public record SelfTermsDigest(String hex) {

  public SelfTermsDigest {
    Digest.requireHex(hex);
  }

  /// @param rows used, as indices into the array
  /// @param kernels version of the measures' code, where it changes numbers
  public static SelfTermsDigest of(ArrayDigest array, int layer, String rows, String kernels) {
    return new SelfTermsDigest(
        Digest.of("self-terms")
            .with("array", array)
            .with("layer", layer)
            .with("rows", rows)
            .with("kernels", kernels)
            .hex());
  }

  @Override
  public String toString() {
    return hex;
  }
}
