/// A collector of traces, as far as tests need one.
@NullMarked
package dev.lamina.system.trace;

import org.jspecify.annotations.NullMarked;
