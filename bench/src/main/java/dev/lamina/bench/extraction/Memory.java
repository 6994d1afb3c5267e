package dev.lamina.bench.extraction;

/// Private memory of Lamina's process, which mapped files are no part of.
///
/// @param weightBytes of the model, on disk
/// @param peakBytes while the texts of a round are extracted, in a fresh process
/// @param manyTexts extracted after them
/// @param manyPeakBytes while those are extracted
record Memory(long weightBytes, long peakBytes, int manyTexts, long manyPeakBytes) {

  static Memory measure(BenchModel model, LaminaSide fresh, Conditions conditions) {
    return new Memory(
        model.weightBytes(),
        fresh.peakMemory(conditions.texts()),
        conditions.memoryTexts(),
        fresh.peakMemory(conditions.memoryTexts()));
  }

  /// As a multiple of the weights.
  double multiple() {
    return (double) peakBytes / weightBytes;
  }

  long growthBytes() {
    return manyPeakBytes - peakBytes;
  }
}
