/// How well findings recover what is planted in simulated scores and hidden states.
@NullMarked
package dev.lamina.bench.planted;

import org.jspecify.annotations.NullMarked;
