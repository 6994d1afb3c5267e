package dev.lamina.tensor.npy;

/// A file that is no `.npy` matrix. The message goes on from the file's name: "has 3 dimensions".
public final class NpyException extends Exception {

  private static final long serialVersionUID = 1L;

  NpyException(String message) {
    super(message);
  }
}
