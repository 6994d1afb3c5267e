/// Scores by the names of the spec, and their formats.
@NullMarked
package dev.lamina.gateway.scores;

import org.jspecify.annotations.NullMarked;
