/// The gateway: the only service that knows sweeps.
@NullMarked
package dev.lamina.gateway;

import org.jspecify.annotations.NullMarked;
