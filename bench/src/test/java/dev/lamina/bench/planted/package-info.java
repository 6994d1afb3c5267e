@NullMarked
package dev.lamina.bench.planted;

import org.jspecify.annotations.NullMarked;
