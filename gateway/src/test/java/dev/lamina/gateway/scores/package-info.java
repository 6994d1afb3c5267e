@NullMarked
package dev.lamina.gateway.scores;

import org.jspecify.annotations.NullMarked;
