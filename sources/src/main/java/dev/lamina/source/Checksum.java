package dev.lamina.source;

import dev.lamina.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a file's content is promised to be.
sealed interface Checksum {

  /// @param hex of the content
  record Sha256(String hex) implements Checksum {}

  /// @param hex SHA-1 of `blob LENGTH`, a zero byte and the content, as git names it
  record GitBlob(String hex) implements Checksum {}

  /// Nothing is promised but the length.
  record None() implements Checksum {}

  /// In hexadecimal; empty when nothing is promised.
  default String promised() {
    return switch (this) {
      case Sha256(String hex) -> hex;
      case GitBlob(String hex) -> hex;
      case None() -> "";
    };
  }

  /// A digest that the content of a file goes into.
  default MessageDigest start(long bytes) {
    return switch (this) {
      case Sha256 _, None _ -> Digest.sha256();
      case GitBlob _ -> gitBlob(bytes);
    };
  }

  private static MessageDigest gitBlob(long bytes) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + bytes + "\0").getBytes(StandardCharsets.US_ASCII));
      return sha1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
