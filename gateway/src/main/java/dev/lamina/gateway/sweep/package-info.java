/// Sweeps under way: what is released, what is stored, what was given up.
@NullMarked
package dev.lamina.gateway.sweep;

import org.jspecify.annotations.NullMarked;
