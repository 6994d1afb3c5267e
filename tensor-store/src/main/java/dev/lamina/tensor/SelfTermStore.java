package dev.lamina.tensor;

import dev.lamina.contract.SelfTermsDigest;
import dev.lamina.tensor.zarr.Checksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Terms of measures that depend on one array alone, computed once and shared by all comparisons
/// of that array: little-endian float64 numbers and their checksum.
public final class SelfTermStore {

  private final ObjectStore store;

  public SelfTermStore(ObjectStore store) {
    this.store = store;
  }

  /// @return false when they were there before
  public boolean store(SelfTermsDigest terms, double[] numbers) {
    int bytes = numbers.length * Double.BYTES;
    byte[] content = new byte[bytes + Checksum.BYTES];
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(numbers);
    Checksum.append(content, 0, bytes);
    return store.createOnce(Keys.selfTerms(terms), content);
  }

  public Optional<double[]> read(SelfTermsDigest terms) {
    return store.read(Keys.selfTerms(terms)).map(content -> decode(terms, content));
  }

  private double[] decode(SelfTermsDigest terms, byte[] content) {
    int bytes = content.length - Checksum.BYTES;
    if (bytes < 0 || bytes % Double.BYTES != 0) {
      throw StoreFaults.corrupt(
          "%s in %s has %d bytes, which no terms have. Delete it to have it made anew"
              .formatted(Keys.selfTerms(terms), store.describe(), content.length));
    }
    Checksum.verify(content, content.length, Keys.selfTerms(terms) + " in " + store.describe());
    double[] numbers = new double[bytes / Double.BYTES];
    ByteBuffer.wrap(content, 0, bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
