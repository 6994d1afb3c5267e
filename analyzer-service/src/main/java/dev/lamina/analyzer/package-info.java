/// The analyzer: takes analysis units, measures their pairs layer by layer, stores the scores and
/// says so.
@NullMarked
package dev.lamina.analyzer;

import org.jspecify.annotations.NullMarked;
