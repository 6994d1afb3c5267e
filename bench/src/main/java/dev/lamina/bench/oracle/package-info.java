/// Measures beside the values that independent implementations gave.
@NullMarked
package dev.lamina.bench.oracle;

import org.jspecify.annotations.NullMarked;
