package dev.lamina.standalone;

/// An option or a file that cannot be used; the message says which and what to do.
final class InputException extends Exception {

  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
