@NullMarked
package dev.lamina.extraction;

import org.jspecify.annotations.NullMarked;
