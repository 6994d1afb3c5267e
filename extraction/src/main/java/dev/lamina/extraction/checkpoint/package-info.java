/// Hugging Face checkpoints as graphs: a family of models is one class that says how a block is
/// built; weights stay in the checkpoint's own files.
@NullMarked
package dev.lamina.extraction.checkpoint;

import org.jspecify.annotations.NullMarked;
