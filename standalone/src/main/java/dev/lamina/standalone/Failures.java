package dev.lamina.standalone;

import dev.lamina.contract.FaultException;
import dev.lamina.gateway.spec.SpecException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Turns what a command threw into sentences and an exit code.
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (known(failure)) {
      case SpecException e -> {
        System.err.printf(
            "The spec is refused: %d %s.%n",
            e.faults().size(), e.faults().size() == 1 ? "fault" : "faults");
        e.faults().forEach(fault -> System.err.println("  " + fault));
        yield Lamina.WRONG_INPUT;
      }
      case InputException e -> {
        System.err.println(e.getMessage());
        yield Lamina.WRONG_INPUT;
      }
      case FaultException e -> {
        System.err.println(e.fault().code() + ": " + e.getMessage());
        yield Lamina.FAILED;
      }
      case Throwable e -> {
        e.printStackTrace();
        yield Lamina.FAILED;
      }
    };
  }

  /// The cause that has a sentence for the user, however deep it lies.
  private static Throwable known(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SpecException
          || e instanceof InputException
          || e instanceof FaultException) {
        return e;
      }
    }
    return failure;
  }
}
