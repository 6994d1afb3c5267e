/// The answers drawn from scores, each with its numbers.
@NullMarked
package dev.lamina.gateway.findings;

import org.jspecify.annotations.NullMarked;
