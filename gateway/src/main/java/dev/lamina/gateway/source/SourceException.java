package dev.lamina.gateway.source;

/// A source that cannot be had; the message completes "rows of task x: ...".
public final class SourceException extends Exception {

  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message);
  }

  /// What went wrong is the cause's own sentence.
  public SourceException(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
