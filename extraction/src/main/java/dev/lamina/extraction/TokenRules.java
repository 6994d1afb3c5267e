package dev.lamina.extraction;

import java.util.OptionalInt;

/// Which rows of tokens a model can use.
///
/// @param most tokens of a row, special tokens included
/// @param vocabulary token ids are smaller, where that is known
record TokenRules(int most, TooLong tooLong, OptionalInt vocabulary) {}
