package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import dev.lamina.tensor.Uploads;
import java.io.IOException;
import java.io.InputStream;

/// A file of a model that lies elsewhere.
///
/// @param name plain, without folders
/// @param content where its bytes come from
record RemoteFile(String name, long bytes, Checksum checksum, Content content) {

  /// Opens a file's bytes. An [IOException] is worth another try, a [SourceException] is final.
  interface Content {
    InputStream from(long offset) throws IOException, SourceException;

    /// What to fail with when the bytes are not those that were promised.
    ///
    /// @param sentence that says so
    default SourceException wrong(String sentence) {
      return SourceException.refused(sentence);
    }
  }

  RemoteFile {
    requireNonNull(checksum);
    requireNonNull(content);
    if (!Uploads.isModelFile(name) || bytes < 0) {
      throw new IllegalArgumentException("'%s' of %d bytes".formatted(name, bytes));
    }
  }
}
