package dev.lamina.extraction;

import java.util.List;

/// A loaded model with an adapter on it. Valid while its model is open; closing it frees the
/// adapter alone.
public final class AdaptedExtractor implements AutoCloseable {
  private final HiddenStateExtractor base;
  private final String digest;
  private final AdapterTensors tensors;
  private final Use use = new Use("the adapter");

  AdaptedExtractor(HiddenStateExtractor base, String digest, AdapterTensors tensors) {
    this.base = base;
    this.digest = digest;
    this.tensors = tensors;
  }

  /// The adapter's, as [ModelSource#describe(AdapterSource, FileDigests)] tells it.
  public String digest() {
    return digest;
  }

  /// As [HiddenStateExtractor#extract] does, of the adapted model.
  public BatchStates extract(List<TextRow> rows, ExtractionSettings settings)
      throws ModelException {
    return use.during(() -> base.extract(rows, settings, tensors));
  }

  @Override
  public void close() {
    use.end(tensors::close);
  }
}
