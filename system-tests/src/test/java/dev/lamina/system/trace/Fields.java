package dev.lamina.system.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The fields of a message in protobuf's wire format.
record Fields(List<Field> all) {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /// @param bytes empty where the value is a number
  @SuppressWarnings("ArrayRecordComponent")
  record Field(int number, long value, byte[] bytes) {}

  static Fields of(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> all = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case VARINT -> all.add(new Field(number, varint(in), new byte[0]));
        case FIXED64 -> all.add(new Field(number, in.getLong(), new byte[0]));
        case FIXED32 -> all.add(new Field(number, in.getInt(), new byte[0]));
        case BYTES -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          all.add(new Field(number, 0, bytes));
        }
        default -> throw new IllegalArgumentException("no protobuf: tag " + tag);
      }
    }
    return new Fields(all);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /// Messages of a repeated field.
  List<Fields> messages(int number) {
    return all.stream().filter(f -> f.number() == number).map(f -> of(f.bytes())).toList();
  }

  String text(int number) {
    return first(number).map(field -> new String(field.bytes(), UTF_8)).orElse("");
  }

  String hex(int number) {
    return first(number).map(field -> HexFormat.of().formatHex(field.bytes())).orElse("");
  }

  long number(int number) {
    return first(number).map(Field::value).orElse(0L);
  }

  private Optional<Field> first(int number) {
    return all.stream().filter(field -> field.number() == number).findFirst();
  }
}
