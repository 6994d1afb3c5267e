@NullMarked
package dev.lamina.bench.extraction;

import org.jspecify.annotations.NullMarked;
