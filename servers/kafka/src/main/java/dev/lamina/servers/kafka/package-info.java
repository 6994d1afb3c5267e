/// A one-node Kafka in a process of its own, for tests and for a development machine.
@NullMarked
package dev.lamina.servers.kafka;

import org.jspecify.annotations.NullMarked;
