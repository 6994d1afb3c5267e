package dev.lamina.standalone;

import java.io.Console;

/// Whether a person looks on.
final class Terminal {

  private Terminal() {}

  // From Java 22 to 24 there is always a console; before and since there is none without a
  // terminal.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  static boolean wantsColours() {
    return isThere() && System.getenv("NO_COLOR") == null;
  }
}
