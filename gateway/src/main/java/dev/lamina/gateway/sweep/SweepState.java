package dev.lamina.gateway.sweep;

/// Where a sweep stands.
public enum SweepState {
  PLANNED,
  RUNNING,
  SUCCEEDED,
  /// Some planned units were given up.
  PARTIAL,
  /// All analysis units were given up.
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return this != PLANNED && this != RUNNING;
  }
}
