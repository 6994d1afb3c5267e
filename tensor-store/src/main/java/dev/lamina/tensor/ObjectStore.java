package dev.lamina.tensor;

import java.util.List;
import java.util.Optional;

/// Objects by key, created once.
///
/// A key is a path like `rows/3f2a.jsonl`: segments between slashes, none of them empty or
/// beginning with a dot, without backslashes and control characters, at most 900 bytes in UTF-8
/// and 200 a segment. Other keys are an `IllegalArgumentException`.
///
/// A store that does not answer, or refuses, is a [FaultException] with
/// [dev.lamina.contract.Fault#STORE_UNAVAILABLE]. Many threads and processes may use it at once.
public interface ObjectStore extends AutoCloseable {

  /// Creates an object unless there is one of that key. Whoever reads sees all of it or nothing;
  /// it is durable when this returns. If an answer was lost on the way, an object created by this
  /// very call may be reported as found.
  ///
  /// @return whether it was created now; false when it was there
  boolean createOnce(String key, byte[] content);

  /// The whole object, if there is one.
  Optional<byte[]> read(String key);

  /// Some bytes of an object that is there and has them; else a [FaultException] with
  /// [dev.lamina.contract.Fault#STORE_CORRUPT].
  byte[] readRange(String key, long offset, int length);

  /// Length of the object in bytes, if there is one.
  Optional<Long> size(String key);

  default boolean exists(String key) {
    return size(key).isPresent();
  }

  /// All keys below a prefix, sorted.
  ///
  /// @param prefix ends with a slash, or is empty for all
  List<String> list(String prefix);

  /// Deletes what is no artefact, for instance an upload. No object of that key is no fault.
  void delete(String key);

  /// Creates or replaces what is no artefact, for instance an upload of the same name.
  void put(String key, byte[] content);

  /// For messages: `folder /data/lamina`, or `s3://lamina at https://s3.example.org`.
  String describe();

  @Override
  void close();
}
