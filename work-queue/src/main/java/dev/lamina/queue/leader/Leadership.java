package dev.lamina.queue.leader;

/// Whether this process leads, of those that stand for the same post.
///
/// At most one leads, except for moments: who was stopped and goes on, or is cut off, may take
/// itself for the leader until it hears from the group again. What a leader does must therefore
/// bear being done twice.
public interface Leadership extends AutoCloseable {

  boolean leads();

  /// Steps down at once, so that another can follow without waiting.
  @Override
  void close();

  /// Of one process without others.
  static Leadership alone() {
    return new Alone();
  }
}
