/// Matrices in, numbers out: how alike are two sets of representations of the same rows?
///
/// Begin with [dev.lamina.metrics.Matrix], prepare each with [dev.lamina.metrics.Side], and ask
/// a measure of [dev.lamina.metrics.Measures]; a [dev.lamina.metrics.Descriptor] speaks of one
/// side.
@NullMarked
package dev.lamina.metrics;

import org.jspecify.annotations.NullMarked;
