package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.npy.NpyException;
import dev.lamina.tensor.npy.NpyMatrix;
import dev.lamina.tensor.zarr.ArrayDocument;
import dev.lamina.tensor.zarr.ZarrException;
import dev.lamina.tensor.zarr.ZarrJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A matrix that comes from outside: a `.npy` file, or (a layer of) a Zarr v3 array's folder.
public final class MatrixFile {

  /// Consolidated metadata of a large group are some megabytes.
  private static final long MOST_DOCUMENT_BYTES = 1L << 24;

  private MatrixFile() {}

  /// A matrix, items by features.
  public static final class DenseMatrix {

    private final int rows;
    private final int columns;
    private final double[] values;
    private final Optional<String> rowIdsDigest;

    DenseMatrix(int rows, int columns, double[] values, Optional<String> rowIdsDigest) {
      this.rows = rows;
      this.columns = columns;
      this.values = values;
      this.rowIdsDigest = rowIdsDigest;
    }

    public int rows() {
      return rows;
    }

    public int columns() {
      return columns;
    }

    /// Tells whether two matrices hold the same rows; known of activations only.
    public Optional<String> rowIdsDigest() {
      return rowIdsDigest;
    }

    /// `[rows, columns]`, row-major; the matrix's own, not a copy.
    public double[] values() {
      return values;
    }
  }

  /// Reads a matrix of float16, float32, float64, int32 or int64.
  ///
  /// @param file a `.npy` file; or a folder with a `zarr.json`, of an array or of activations
  /// @param layer of an array `[layer, item, feature]`, and only of one
  public static DenseMatrix read(Path file, OptionalInt layer) {
    try {
      return Files.isDirectory(file) ? readZarr(file, layer) : readNpy(file, layer);
    } catch (NpyException | ZarrException e) {
      throw new FaultException(Fault.ROWS_INVALID, file + " " + e.getMessage(), e);
    } catch (FaultException e) {
      throw e.in(file.toString());
    } catch (NoSuchFileException e) {
      throw new FaultException(
          Fault.ROWS_INVALID, file + " is not there; give a .npy file or a Zarr array's folder", e);
    } catch (IOException e) {
      throw new FaultException(Fault.ROWS_INVALID, file + " cannot be read: " + e, e);
    }
  }

  private static DenseMatrix readNpy(Path file, OptionalInt layer)
      throws IOException, NpyException {
    if (layer.isPresent()) {
      throw new FaultException(
          Fault.ROWS_INVALID, "a layer can be chosen of a Zarr array only; leave it out");
    }
    NpyMatrix matrix = NpyMatrix.read(file);
    return new DenseMatrix(matrix.rows(), matrix.columns(), matrix.values(), Optional.empty());
  }

  private static DenseMatrix readZarr(Path folder, OptionalInt layer) throws ZarrException {
    if (Files.exists(folder.resolve(".zarray")) || Files.exists(folder.resolve(".zgroup"))) {
      throw new ZarrException("is Zarr version 2; convert it to version 3");
    }
    try (FolderStore store = FolderStore.at(folder)) {
      String root = ArrayDocument.isGroup(document(store, "")) ? statesOf(store) : "";
      ArrayDocument document = ArrayDocument.parse(document(store, root));
      return ZarrMatrix.read(store, root, document, layerOf(document.shape(), layer));
    }
  }

  private static String statesOf(ObjectStore store) throws ZarrException {
    if (!store.exists("states/" + ZarrJson.NAME)) {
      throw new ZarrException("is a Zarr group; give the folder of one of its arrays");
    }
    return "states/";
  }

  private static byte[] document(ObjectStore store, String root) throws ZarrException {
    String key = root + ZarrJson.NAME;
    long size = store.size(key).orElse(0L);
    if (size == 0) {
      throw new ZarrException("has no " + key + "; give the folder of a Zarr v3 array");
    }
    if (size > MOST_DOCUMENT_BYTES) {
      throw new ZarrException("has a " + key + " of " + size + " bytes, which no array needs");
    }
    return store.readRange(key, 0, (int) size);
  }

  private static int layerOf(List<Integer> shape, OptionalInt layer) throws ZarrException {
    if (shape.size() == 2) {
      if (layer.isPresent()) {
        throw new ZarrException("has no layers; leave the layer out");
      }
      return 0;
    }
    if (shape.size() != 3) {
      throw new ZarrException(
          "has %d dimensions; a matrix has 2, or 3 with layers first".formatted(shape.size()));
    }
    if (layer.isEmpty()) {
      throw new ZarrException("has layers 0 to %d; choose one".formatted(shape.get(0) - 1));
    }
    if (layer.getAsInt() < 0 || layer.getAsInt() >= shape.get(0)) {
      throw new ZarrException(
          "has layers 0 to %d, no layer %d".formatted(shape.get(0) - 1, layer.getAsInt()));
    }
    return layer.getAsInt();
  }
}
