package dev.lamina.queue.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where units of work wait.
@ConfigMapping(prefix = "lamina.queue")
public interface QueueSettings {

  /// `kafka`, or `in-process` when all services run in one JVM.
  Kind kind();

  /// How long a unit waits, at most, for what is not its fault: for the store to come back, or
  /// for a worker with room for its model. It is given up then.
  @WithDefault("1h")
  Duration patience();

  /// The Kafka to use.
  Kafka kafka();

  /// Kinds of queues.
  enum Kind {
    KAFKA,
    IN_PROCESS
  }

  /// A Kafka.
  interface Kafka {

    /// Brokers to begin with, as `host:port,host:port`.
    Optional<String> bootstrap();

    /// Stands before the names of share groups, so that several installations can share a Kafka.
    @WithDefault("lamina-")
    String groupPrefix();

    /// How long a unit stays with a worker that is not heard of.
    @WithDefault("30s")
    Duration lock();

    /// Settings of the queues' clients as they are. How to connect, for instance
    /// `security.protocol`, is better given below `kafka.`, where events find it too.
    Map<String, String> properties();
  }
}
