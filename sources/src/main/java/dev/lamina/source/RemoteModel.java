package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A model that lies elsewhere, in one version of it.
///
/// @param source pinned to that version, as far as its kind can be
/// @param key the same for the same version of the same files
/// @param files asked for only when they are not in the cache
record RemoteModel(String source, CacheKey key, Files files) {

  /// The files that make the model.
  interface Files {
    List<RemoteFile> list() throws SourceException;
  }

  RemoteModel {
    requireNonNull(source);
    requireNonNull(key);
    requireNonNull(files);
  }
}
