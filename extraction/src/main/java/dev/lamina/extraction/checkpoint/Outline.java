package dev.lamina.extraction.checkpoint;

import java.util.OptionalInt;

/// What is known of a model once its graph is written.
///
/// @param features width of a hidden state
/// @param vocabulary token ids are smaller
/// @param positions most tokens that a table of positions allows; empty when there is none
/// @param lastLayer where the last hidden state is taken, in words
public record Outline(int features, int vocabulary, OptionalInt positions, String lastLayer) {

  static final String FINAL_NORM = "output of the last block, after the final norm";
  static final String OWN_NORM = "output of the last block, which ends with its own norm";
}
