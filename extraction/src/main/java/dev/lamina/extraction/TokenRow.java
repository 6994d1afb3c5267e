package dev.lamina.extraction;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The tokens of one row.
///
/// @param ids token ids, special tokens included
/// @param types token type ids, as many
/// @param leading special tokens in front
/// @param trailing special tokens behind
@SuppressWarnings("ArrayRecordComponent")
record TokenRow(long[] ids, long[] types, int leading, int trailing) {

  /// @param special 1 for each token that the tokenizer added to the text, as many as ids
  static TokenRow of(long[] ids, long[] types, long[] special) {
    int leading = (int) LongStream.of(special).takeWhile(mark -> mark == 1).count();
    int trailing = 0;
    while (trailing < ids.length - leading && special[ids.length - 1 - trailing] == 1) {
      trailing++;
    }
    return new TokenRow(ids, types, leading, trailing);
  }

  int length() {
    return ids.length;
  }

  int specials() {
    return leading + trailing;
  }

  /// Whether the text itself has no token.
  boolean isEmpty() {
    return length() == specials();
  }

  /// At most `most` tokens: the text is cut on the right, special tokens stay. `most` is larger
  /// than their number.
  TokenRow cutTo(int most) {
    int cut = length() - most;
    if (cut <= 0) {
      return this;
    }
    int[] kept =
        IntStream.range(0, length())
            .filter(i -> i < length() - trailing - cut || i >= length() - trailing)
            .toArray();
    return new TokenRow(
        Arrays.stream(kept).mapToLong(i -> ids[i]).toArray(),
        Arrays.stream(kept).mapToLong(i -> types[i]).toArray(),
        leading,
        trailing);
  }
}
