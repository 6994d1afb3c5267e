package dev.lamina.gateway;

import dev.lamina.contract.Digest;
import dev.lamina.contract.Wire;
import dev.lamina.tensor.Keys;
import dev.lamina.tensor.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// What clients submitted under keys of their own, so that a request that is sent again gives
/// what it gave, whichever gateway gets it.
public final class SubmissionKeys {

  private final ObjectStore store;

  public SubmissionKeys(ObjectStore store) {
    this.store = store;
  }

  /// @param spec digest of the spec as it was sent
  /// @param sweep id of the sweep that it became
  public record Submission(String spec, String sweep) {

    static Submission of(byte[] spec, String sweep) {
      return new Submission(digest(spec), sweep);
    }

    /// Whether the same bytes were sent.
    public boolean isOf(byte[] other) {
      return spec.equals(digest(other));
    }

    private static String digest(byte[] spec) {
      return HexFormat.of().formatHex(Digest.sha256().digest(spec));
    }
  }

  public Optional<Submission> find(String key) {
    return store.read(name(key)).map(json -> Wire.decode(json, Submission.class));
  }

  /// @return what is kept under the key now: this, or what came first
  public Submission keep(String key, byte[] spec, String sweep) {
    Submission submission = Submission.of(spec, sweep);
    store.createOnce(name(key), Wire.encode(submission));
    return find(key).orElse(submission);
  }

  /// A key may hold what no object's name may.
  private static String name(String key) {
    return Keys.request(
        HexFormat.of().formatHex(Digest.sha256().digest(key.getBytes(StandardCharsets.UTF_8))));
  }
}
