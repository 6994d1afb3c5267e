/// What Lamina's services tell each other: identities, units of work, events, faults and topic
/// names.
@NullMarked
package dev.lamina.contract;

import org.jspecify.annotations.NullMarked;
