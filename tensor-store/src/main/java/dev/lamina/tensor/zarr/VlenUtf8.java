package dev.lamina.tensor.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/// The `vlen-utf8` codec: the number of strings, then each with its length in bytes before it.
final class VlenUtf8 {

  private VlenUtf8() {}

  static byte[] encode(List<String> strings) {
    List<byte[]> encoded = strings.stream().map(string -> string.getBytes(UTF_8)).toList();
    long total = Integer.BYTES;
    for (byte[] string : encoded) {
      total += Integer.BYTES + string.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(total)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(encoded.size());
    encoded.forEach(string -> bytes.putInt(string.length).put(string));
    return bytes.array();
  }

  static List<String> decode(byte[] chunk) {
    ByteBuffer bytes = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    List<String> strings = new ArrayList<>();
    try {
      int count = bytes.getInt();
      // A count that lies runs out of bytes here before it costs memory.
      for (int i = 0; i < count; i++) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
          throw Corrupt.because("a string is longer than its chunk");
        }
        strings.add(UTF_8.newDecoder().decode(bytes.slice(bytes.position(), length)).toString());
        bytes.position(bytes.position() + length);
      }
    } catch (BufferUnderflowException | CharacterCodingException e) {
      throw Corrupt.because("a chunk of strings is cut or not UTF-8");
    }
    return strings;
  }
}
