/// From names to what they stand for: task rows, models, files below allowed roots.
@NullMarked
package dev.lamina.gateway.source;

import org.jspecify.annotations.NullMarked;
