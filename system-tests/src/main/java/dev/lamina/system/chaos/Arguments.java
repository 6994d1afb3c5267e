package dev.lamina.system.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What `./dev chaos` was told.
///
/// @param seed decides all faults
/// @param first the first round to run, from 1 on
/// @param rounds how many to run
/// @param form what is run
record Arguments(long seed, int first, int rounds, Form form) {

  /// Kinds of runs.
  enum Form {
    LONG,
    SHORT,
    LOAD
  }

  static final String USAGE =
      """
      ./dev chaos [--seed N] [--rounds N] [--from N] [--short | --load]
        --seed N    decides all faults; without it one is drawn and printed
        --rounds N  how many rounds (40: 220 kills in about half an hour)
        --from N    the first of them; with --rounds 1 it repeats a round that failed
        --short     the two minutes' worth that ./dev test runs
        --load      a plan of a million units, a thousand sweeps and two hundred watchers instead
      """;

  private static final int LONG = 40;

  Arguments {
    if (first < 1 || rounds < 1) {
      throw new IllegalArgumentException("rounds are counted from 1 on");
    }
  }

  /// @throws IllegalArgumentException with the sentence for who typed it
  static Arguments of(String... typed) {
    Deque<String> rest = new ArrayDeque<>(List.of(typed));
    long seed = System.nanoTime() & 0xffff_ffffL;
    int first = 1;
    int rounds = LONG;
    Form form = Form.LONG;
    while (!rest.isEmpty()) {
      String name = rest.removeFirst();
      switch (name) {
        case "--seed" -> seed = number(name, rest);
        case "--from" -> first = (int) number(name, rest);
        case "--rounds" -> rounds = (int) number(name, rest);
        case "--short" -> form = Form.SHORT;
        case "--load" -> form = Form.LOAD;
        default -> throw new IllegalArgumentException(name + " is not known");
      }
    }
    return new Arguments(seed, first, rounds, form);
  }

  private static long number(String name, Deque<String> rest) {
    try {
      return Long.parseLong(rest.isEmpty() ? "" : rest.removeFirst());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " needs a whole number", e);
    }
  }
}
