package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;

/// The sentences in which stores fail.
final class StoreFaults {

  private StoreFaults() {}

  static FaultException unavailable(String what, String where, String advice, Throwable cause) {
    return new FaultException(
        Fault.STORE_UNAVAILABLE,
        "%s in %s failed: %s. %s".formatted(what, where, reason(cause), advice),
        cause);
  }

  static FaultException corrupt(String message) {
    return new FaultException(Fault.STORE_CORRUPT, message);
  }

  static FaultException missing(String key, String where) {
    return corrupt("there is no object %s in %s".formatted(key, where));
  }

  static FaultException tooShort(String key, long offset, long length, String where) {
    return corrupt(
        "object %s in %s ends before byte %d; it was cut or replaced, delete it to have it made anew"
            .formatted(key, where, offset + length));
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + " " + message;
  }
}
