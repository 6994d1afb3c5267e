package dev.lamina.tensor.zarr;

/// An array that cannot be read as a matrix. The message goes on from the array's name: "has 4
/// dimensions".
public final class ZarrException extends Exception {

  private static final long serialVersionUID = 1L;

  public ZarrException(String message) {
    super(message);
  }
}
