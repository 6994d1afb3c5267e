package dev.lamina.queue;

import java.util.regex.Pattern;

/// What a queue may be called: what Kafka allows for topics, with room for a group's prefix.
final class QueueName {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private QueueName() {}

  static String require(String queue) {
    if (!ALLOWED.matcher(queue).matches() || queue.equals(".") || queue.equals("..")) {
      throw new IllegalArgumentException(
          "'" + queue + "' cannot name a queue; use 1 to 200 letters, digits, '.', '_' and '-'");
    }
    return queue;
  }
}
