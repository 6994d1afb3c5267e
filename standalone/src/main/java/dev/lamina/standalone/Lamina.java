package dev.lamina.standalone;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@QuarkusMain
@Command(
    name = "lamina",
    description = "Finds out where in a language model a task lives.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = LaminaVersion.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ValidateCommand.class,
      PlanCommand.class,
      ServeCommand.class,
      MeasureCommand.class,
      VerifyCommand.class
    })
public final class Lamina {

  /// Everything was done as asked.
  static final int DONE = 0;

  /// Something went wrong that no other code tells.
  static final int FAILED = 1;

  /// The spec, a file or an option is wrong.
  static final int WRONG_INPUT = 2;

  /// A planned unit was given up.
  static final int GIVEN_UP = 3;

  /// Runs one command and ends the process with its exit code.
  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new Lamina())
        .setExecutionExceptionHandler(new Failures())
        .setUsageHelpAutoWidth(true)
        .execute(args);
  }
}
