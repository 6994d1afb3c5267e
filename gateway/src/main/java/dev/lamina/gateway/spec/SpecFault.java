package dev.lamina.gateway.spec;

import static java.util.Objects.requireNonNull;

/// One fault of a spec.
///
/// @param where path of the value, for instance `tasks[2].rows`, or a file and a line
/// @param message what was found, what is allowed, what to do
public record SpecFault(String where, String message) {

  public SpecFault {
    requireNonNull(where);
    requireNonNull(message);
  }

  @Override
  public String toString() {
    return where.isEmpty() ? message : where + ": " + message;
  }
}
