/// The extractor: takes extraction units, runs their rows through the model, stores the batch and
/// says so.
@NullMarked
package dev.lamina.extractor;

import org.jspecify.annotations.NullMarked;
