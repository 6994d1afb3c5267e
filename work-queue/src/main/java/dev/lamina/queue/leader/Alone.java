package dev.lamina.queue.leader;

/// Nobody else is there.
record Alone() implements Leadership {

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public void close() {}
}
