package dev.lamina.tensor.zarr;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;

/// Bytes that are not what they should be. Who read them says where they lay.
final class Corrupt {

  private Corrupt() {}

  static FaultException because(String message) {
    return new FaultException(Fault.STORE_CORRUPT, message);
  }
}
