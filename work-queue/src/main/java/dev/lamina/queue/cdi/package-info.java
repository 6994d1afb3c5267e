/// The queues as a bean of a service, its settings and its readiness.
@NullMarked
package dev.lamina.queue.cdi;

import org.jspecify.annotations.NullMarked;
