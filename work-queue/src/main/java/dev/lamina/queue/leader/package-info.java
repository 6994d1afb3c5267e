/// One of several processes leads: who it is, and how the others notice that it is gone.
@NullMarked
package dev.lamina.queue.leader;

import org.jspecify.annotations.NullMarked;
