package dev.lamina.extraction.safetensors;

import java.nio.file.Path;
import java.util.List;

/// Where a tensor lies: `bytes` of `file` from `offset` on, little-endian, row-major.
///
/// @param type as the file spells it, for instance `BF16`
/// @param file links resolved
public record StoredTensor(
    String name, String type, List<Long> shape, Path file, long offset, long bytes) {

  public StoredTensor {
    shape = List.copyOf(shape);
  }

  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
