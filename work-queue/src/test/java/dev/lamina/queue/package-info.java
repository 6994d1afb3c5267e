@NullMarked
package dev.lamina.queue;

import org.jspecify.annotations.NullMarked;
