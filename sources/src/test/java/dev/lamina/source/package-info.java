@NullMarked
package dev.lamina.source;

import org.jspecify.annotations.NullMarked;
