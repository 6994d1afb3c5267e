/// Units of work under lease: taken by one worker at a time, renewed while it works, and ended by
/// done, given back or refused. Over a Kafka share group, or within one process.
@NullMarked
package dev.lamina.queue;

import org.jspecify.annotations.NullMarked;
