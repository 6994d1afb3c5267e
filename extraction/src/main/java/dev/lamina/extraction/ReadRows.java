package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;

/// The rows of a call as tokens, those that cannot be used set aside.
record ReadRows(List<PlannedRow> usable, List<UnusableRow> unusable) {
  ReadRows {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
  }

  /// @param most tokens of a row, special tokens included
  static ReadRows of(List<TextRow> rows, TextTokenizer tokenizer, int most, TooLong tooLong)
      throws ModelException {
    List<UnusableRow> unusable = new ArrayList<>();
    List<PlannedRow> usable = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      TextRow row = rows.get(i);
      TokenRow tokens = tokenizer.encode(row.text());
      if (row.text().isBlank() || tokens.isEmpty()) {
        unusable.add(new UnusableRow(i, row.id(), "empty"));
      } else if (tokens.length() > most && tooLong == TooLong.REFUSE) {
        String reason = "too long: %d tokens, %d allowed".formatted(tokens.length(), most);
        unusable.add(new UnusableRow(i, row.id(), reason));
      } else {
        usable.add(new PlannedRow(i, cut(tokens, most)));
      }
    }
    return new ReadRows(usable, unusable);
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
