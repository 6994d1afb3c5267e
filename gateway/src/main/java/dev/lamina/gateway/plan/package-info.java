/// A plan: a pure function from a resolved sweep to arrays, units and cells.
@NullMarked
package dev.lamina.gateway.plan;

import org.jspecify.annotations.NullMarked;
