package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// A model that cannot be used, or that failed while it ran. The message names the file or
/// tensor, what was found, what is allowed and what to do about it; it can be shown to a person
/// as it is.
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why a model was refused. All but [#MEMORY] and [#FAILED] are properties of the model or of
  /// the settings: trying again changes nothing.
  public enum Kind {
    /// A file of the model is not there.
    MISSING,
    /// A file is there and is not what its name says: truncated, corrupt, of another format.
    CORRUPT,
    /// The model asks for something outside its own folder, or over a size limit.
    FORBIDDEN,
    /// A sound model that cannot be tapped, or settings that this model cannot meet.
    UNSUPPORTED,
    /// The device has too little memory free now, for the weights or for a run.
    MEMORY,
    /// The run itself failed.
    FAILED
  }

  private final Kind kind;

  public ModelException(Kind kind, String message) {
    this(kind, message, null);
  }

  public ModelException(Kind kind, String message, @Nullable Throwable cause) {
    super(requireNonNull(message), cause);
    this.kind = requireNonNull(kind);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
