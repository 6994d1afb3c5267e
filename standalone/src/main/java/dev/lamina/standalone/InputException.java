package dev.lamina.standalone;

/// An option or a file that cannot be used; the message says which and what to do.
final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
