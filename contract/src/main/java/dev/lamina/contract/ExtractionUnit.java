package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// One batch: one model, one task, a range of rows. It carries no sweep: whoever waits for it,
/// it is the same work.
///
/// @param array the activations that this batch is a part of
/// @param batch index of the batch within the array
/// @param rows the stored rows of the task
public record ExtractionUnit(
    UnitDigest id,
    ArrayDigest array,
    ArrayShape shape,
    int batch,
    ModelRef model,
    RowsDigest rows,
    Extraction extraction) {

  /// How rows become hidden states.
  ///
  /// @param pooling `last-token`, `mean` or `cls`
  /// @param maxTokens special tokens included
  /// @param tooLong `truncate` or `refuse`
  /// @param precision of the computation: `float32`, `float16` or `bfloat16`
  public record Extraction(String pooling, int maxTokens, String tooLong, String precision) {}

  public ExtractionUnit {
    requireNonNull(id);
    requireNonNull(array);
    requireNonNull(model);
    requireNonNull(rows);
    requireNonNull(extraction);
    if (batch < 0 || batch >= shape.batches()) {
      throw new IllegalArgumentException("batch " + batch + " of " + shape.batches());
    }
  }

  /// The identity of a batch follows from its array's.
  public static UnitDigest idOf(ArrayDigest array, int batch) {
    return new UnitDigest(
        Digest.of("extraction-unit").with("array", array).with("batch", batch).hex());
  }
}
