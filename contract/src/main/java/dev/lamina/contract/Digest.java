package dev.lamina.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// SHA-256 over named parts. Names and values are length-prefixed, so that no two different
/// lists of parts share an encoding; the kind keeps artefacts of different sorts apart.
public final class Digest {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final MessageDigest sha256 = sha256();

  private Digest(String kind) {
    put(kind);
  }

  public static Digest of(String kind) {
    return new Digest(kind);
  }

  public Digest with(String name, Object value) {
    put(name);
    put(value.toString());
    return this;
  }

  public Digest with(String name, List<?> values) {
    put(name);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(values.size()).flip());
    values.forEach(value -> put(value.toString()));
    return this;
  }

  /// 64 lower-case hexadecimal digits. Ends this digest.
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    sha256.update(bytes);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String requireHex(String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a digest is 64 lower-case hexadecimal digits, not \"" + hex + "\"");
    }
    return hex;
  }
}
