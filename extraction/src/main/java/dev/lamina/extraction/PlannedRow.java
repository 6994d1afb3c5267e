package dev.lamina.extraction;

/// A usable row of a call: its position there and its tokens, cut as the settings say.
record PlannedRow(int index, TokenRow tokens) {
  int length() {
    return tokens.length();
  }
}
