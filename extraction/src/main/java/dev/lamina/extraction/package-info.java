/// A model and rows in, pooled hidden states of all layers out.
///
/// [ModelSource] says where a model lies, [HiddenStateExtractor] runs it. Layers count as in
/// Hugging Face `hidden_states`: 0 is the embedding output, k the output of block k, the last
/// one taken after the final norm. Nothing here retries, stores or knows what a sweep is.
@NullMarked
package dev.lamina.extraction;

import org.jspecify.annotations.NullMarked;
