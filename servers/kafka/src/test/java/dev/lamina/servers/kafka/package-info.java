@NullMarked
package dev.lamina.servers.kafka;

import org.jspecify.annotations.NullMarked;
