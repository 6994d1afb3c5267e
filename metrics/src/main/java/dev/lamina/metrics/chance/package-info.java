/// Whether sides are more alike than chance: what linear CKA would be if their rows were paired
/// at random, a p-value of what it is, and the control of false discoveries among many.
@NullMarked
package dev.lamina.metrics.chance;

import org.jspecify.annotations.NullMarked;
