/// The object store as a bean of a service, its settings and its readiness.
@NullMarked
package dev.lamina.tensor.cdi;

import org.jspecify.annotations.NullMarked;
