package dev.lamina.gateway.spec;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// A spec that is refused, with all its faults.
public final class SpecException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<SpecFault> faults;

  public SpecException(List<SpecFault> faults) {
    super(faults.stream().map(SpecFault::toString).collect(joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public SpecException(String where, String message) {
    this(List.of(new SpecFault(where, message)));
  }

  public List<SpecFault> faults() {
    return faults;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
