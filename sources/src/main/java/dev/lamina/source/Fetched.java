package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// A model or an adapter that lies on this machine.
///
/// @param source under which any worker fetches the same, as far as its kind can be pinned
/// @param path its folder, or its `.onnx` file; what lies in a cache stays for a while after the
///     last fetch, so it is opened soon
public record Fetched(String source, Path path) {

  public Fetched {
    requireNonNull(source);
    requireNonNull(path);
  }
}
