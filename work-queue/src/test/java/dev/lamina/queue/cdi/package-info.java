@NullMarked
package dev.lamina.queue.cdi;

import org.jspecify.annotations.NullMarked;
