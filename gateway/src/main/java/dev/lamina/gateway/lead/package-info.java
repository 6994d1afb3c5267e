/// What the one replica does that leads: it takes over what is out, sends units, withdraws them,
/// and finds those that got lost.
@NullMarked
package dev.lamina.gateway.lead;

import org.jspecify.annotations.NullMarked;
