package dev.lamina.extraction.checkpoint;

import java.util.Optional;

/// Which tokens a token looks at.
///
/// @param causal only at itself and those before it
/// @param mask where it may look, of type bool, broadcast to `[batch, heads, tokens, tokens]`
record Attending(boolean causal, Optional<Value> mask) {}
