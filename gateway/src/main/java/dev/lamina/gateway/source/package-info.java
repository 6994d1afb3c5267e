/// From names to what they stand for: task rows and models.
@NullMarked
package dev.lamina.gateway.source;

import org.jspecify.annotations.NullMarked;
