package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// A fault with the sentence that tells what, where and what to do.
public final class FaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  public FaultException(Fault fault, String message) {
    super(message);
    this.fault = requireNonNull(fault);
  }

  public FaultException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = requireNonNull(fault);
  }

  /// What went wrong is the cause's own sentence.
  public FaultException(Fault fault, Throwable cause) {
    super(cause.getMessage(), cause);
    this.fault = requireNonNull(fault);
  }

  public Fault fault() {
    return fault;
  }

  /// The same fault, with what was being done said in front.
  public FaultException in(String context) {
    return new FaultException(fault, context + ": " + getMessage(), this);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
