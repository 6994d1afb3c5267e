/// Extraction beside Hugging Face transformers: the same texts, threads and machine, in turns.
///
/// A class per peer, each of which drives a process of its own; [Rounds] lets them take turns,
/// [Speed] makes ratios of what they took.
@NullMarked
package dev.lamina.bench.extraction;

import org.jspecify.annotations.NullMarked;
