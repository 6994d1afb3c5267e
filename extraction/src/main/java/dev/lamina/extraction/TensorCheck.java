package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Holds each tensor to its bytes: as many as its shape needs, and nowhere outside the model's
/// folder.
final class TensorCheck {
  private final Path file;
  private final Path folder;
  private final Set<Path> externalFiles = new HashSet<>();

  TensorCheck(Path file) {
    this.file = file;
    Path parent = file.getParent();
    this.folder = parent == null ? file : parent;
  }

  /// Files other than the model's own that hold weights, links resolved.
  Set<Path> externalFiles() {
    return externalFiles;
  }

  void check(TensorProto tensor) throws ModelException, IOException {
    long bytes = TensorBytes.expected(tensor);
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      external(tensor, bytes);
    } else {
      TensorBytes.requirePresent(tensor, bytes);
    }
  }

  private void external(TensorProto tensor, long bytes) throws ModelException, IOException {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    String location = entries.getOrDefault("location", "");
    Path data = inFolder(tensor.getName(), location);
    long offset = number(tensor.getName(), "offset", entries.getOrDefault("offset", "0"));
    long length =
        number(tensor.getName(), "length", entries.getOrDefault("length", Long.toString(bytes)));
    if (length != bytes) {
      throw new ModelException(
          Kind.CORRUPT,
          "Tensor '%s' of '%s' has %d bytes where its shape needs %d. Export the model again."
              .formatted(tensor.getName(), file, length, bytes));
    }
    if (offset > Files.size(data) - length) {
      throw new ModelException(
          Kind.CORRUPT,
          "Tensor '%s' ends at byte %d of '%s', which has %d. The file is truncated; copy it again."
              .formatted(tensor.getName(), offset + length, data.getFileName(), Files.size(data)));
    }
    if (!data.equals(file)) {
      externalFiles.add(data);
    }
  }

  /// The real path of an external file, refused unless it lies in the model's folder both as
  /// written and as resolved.
  private Path inFolder(String tensor, String location) throws ModelException {
    try {
      Path written = Path.of(location);
      boolean climbs = false;
      for (Path part : written) {
        climbs |= part.toString().equals("..");
      }
      if (location.isEmpty() || written.isAbsolute() || climbs) {
        throw leaves(tensor, location);
      }
      Path real = folder.resolve(written).toRealPath();
      if (!real.startsWith(folder) || !Files.isRegularFile(real)) {
        throw leaves(tensor, location);
      }
      return real;
    } catch (InvalidPathException e) {
      throw leaves(tensor, location);
    } catch (IOException e) {
      throw new ModelException(
          Kind.MISSING,
          "Tensor '%s' lies in '%s', which is not in the model's folder '%s'. Copy it there."
              .formatted(tensor, location, folder),
          e);
    }
  }

  private ModelException leaves(String tensor, String location) {
    return new ModelException(
        Kind.FORBIDDEN,
        "Tensor '%s' lies in '%s': external data must be a file in the model's folder '%s', not behind '..', an absolute path or a link that leaves it. Put a copy into the folder and export again."
            .formatted(tensor, location, folder));
  }

  private long number(String tensor, String key, String value) throws ModelException {
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a negative one.
    }
    throw new ModelException(
        Kind.CORRUPT,
        "Tensor '%s' of '%s' has the %s '%s', a number from 0 on was expected. Export the model again."
            .formatted(tensor, file, key, value));
  }
}
