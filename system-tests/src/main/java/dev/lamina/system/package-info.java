/// The three services with a Kafka and an S3, on one machine.
@NullMarked
package dev.lamina.system;

import org.jspecify.annotations.NullMarked;
