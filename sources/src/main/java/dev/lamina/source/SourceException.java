package dev.lamina.source;

import static java.util.Objects.requireNonNull;

/// A source that cannot be had; the message says which, why and what to do.
public final class SourceException extends Exception {

  private static final long serialVersionUID = 1L;

  /// Who can do something about it.
  public enum Kind {
    /// The source itself, or what may be fetched, must change.
    REFUSED,
    /// It is not what it was a moment ago; who asks anew gets what is there now.
    CHANGED,
    /// Another try may end better.
    UNAVAILABLE
  }

  private final Kind kind;

  public SourceException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind);
  }

  public SourceException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind);
  }

  /// What went wrong is the cause's own sentence.
  public SourceException(Kind kind, Throwable cause) {
    super(cause.getMessage(), cause);
    this.kind = requireNonNull(kind);
  }

  static SourceException refused(String message) {
    return new SourceException(Kind.REFUSED, message);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
