package dev.lamina.gateway.plan;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.ExtractionUnit.Extraction;
import dev.lamina.contract.RowsDigest;
import java.util.List;
import java.util.stream.IntStream;

/// One model's activations on one task, to be extracted batch by batch.
///
/// @param flopsPerRow estimated work, floating-point operations
public record PlannedArray(
    ArrayDigest digest,
    ArrayShape shape,
    ResolvedModel model,
    String task,
    RowsDigest rows,
    Extraction extraction,
    double flopsPerRow) {

  public ExtractionUnit unit(int batch) {
    return new ExtractionUnit(
        ExtractionUnit.idOf(digest, batch), digest, shape, batch, model.ref(), rows, extraction);
  }

  public List<ExtractionUnit> units() {
    return IntStream.range(0, shape.batches()).mapToObj(this::unit).toList();
  }
}
