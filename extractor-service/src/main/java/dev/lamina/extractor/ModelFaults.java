package dev.lamina.extractor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;

/// What went wrong with a model, in the words of units: what is wrong with the model itself is so
/// on every worker, what went wrong here may go right elsewhere.
final class ModelFaults {

  private ModelFaults() {}

  static FaultException of(ModelException e) {
    return new FaultException(faultOf(e.kind()), e);
  }

  private static Fault faultOf(Kind kind) {
    return switch (kind) {
      case MISSING, CORRUPT, FORBIDDEN, UNSUPPORTED -> Fault.MODEL_INVALID;
      case MEMORY -> Fault.DEVICE_MEMORY_SHORT;
      case FAILED -> Fault.EXTRACTION_FAILED;
    };
  }
}
