/// From the start of a service to its readiness, with and without what an image keeps of an
/// earlier start.
@NullMarked
package dev.lamina.bench.start;

import org.jspecify.annotations.NullMarked;
