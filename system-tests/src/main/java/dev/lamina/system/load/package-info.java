/// Many sweeps, a huge plan and many watchers at once: what the gateway needs for them.
@NullMarked
package dev.lamina.system.load;

import org.jspecify.annotations.NullMarked;
