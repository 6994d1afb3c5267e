/// A model's hidden states held to what Hugging Face's own code gives.
@NullMarked
package dev.lamina.extraction.verify;

import org.jspecify.annotations.NullMarked;
