package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The rows of a call as tokens, those that cannot be used set aside.
record ReadRows(List<PlannedRow> usable, List<UnusableRow> unusable) {
  ReadRows {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
  }

  /// @param encoded the tokens of each row, none cut
  static ReadRows of(List<TextRow> rows, List<TokenRow> encoded, TokenRules rules)
      throws ModelException {
    List<UnusableRow> unusable = new ArrayList<>();
    List<PlannedRow> usable = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      TextRow row = rows.get(i);
      TokenRow tokens = encoded.get(i);
      Optional<String> fault = lengthFault(row, tokens, rules);
      if (fault.isEmpty()) {
        tokens = cut(tokens, rules.most());
        fault = vocabularyFault(tokens, rules);
      }
      if (fault.isPresent()) {
        unusable.add(new UnusableRow(i, row.id(), fault.get()));
      } else {
        usable.add(new PlannedRow(i, tokens));
      }
    }
    return new ReadRows(usable, unusable);
  }

  private static Optional<String> lengthFault(TextRow row, TokenRow tokens, TokenRules rules) {
    if (row.text().isBlank() || tokens.isEmpty()) {
      return Optional.of("empty");
    }
    if (tokens.length() > rules.most() && rules.tooLong() == TooLong.REFUSE) {
      return Optional.of(
          "too long: %d tokens, %d allowed".formatted(tokens.length(), rules.most()));
    }
    return Optional.empty();
  }

  private static Optional<String> vocabularyFault(TokenRow tokens, TokenRules rules) {
    long largest = LongStream.of(tokens.ids()).max().orElse(0);
    if (largest >= rules.vocabulary().orElse(Integer.MAX_VALUE)) {
      return Optional.of(
          "token %d is beyond the model's vocabulary of %d"
              .formatted(largest, rules.vocabulary().getAsInt()));
    }
    return Optional.empty();
  }

  private static TokenRow cut(TokenRow tokens, int most) throws ModelException {
    if (tokens.length() > most && tokens.specials() >= most) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "maxTokens is %d, of which this model's tokenizer fills %d with special tokens. Allow at least %d."
              .formatted(most, tokens.specials(), tokens.specials() + 1));
    }
    return tokens.cutTo(most);
  }

  long tokens() {
    return usable.stream().mapToLong(PlannedRow::length).sum();
  }
}
