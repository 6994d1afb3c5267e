/// Faults on purpose: the services under kills, broken stores, brokers and clocks, and poisoned
/// work, held to what they compute when nothing is wrong.
@NullMarked
package dev.lamina.system.chaos;

import org.jspecify.annotations.NullMarked;
