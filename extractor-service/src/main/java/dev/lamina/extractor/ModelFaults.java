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
    return new FaultException(
        e.kind() == Kind.FAILED ? Fault.EXTRACTION_FAILED : Fault.MODEL_INVALID, e);
  }
}
