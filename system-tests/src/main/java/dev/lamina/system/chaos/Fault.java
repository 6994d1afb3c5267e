package dev.lamina.system.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// One thing that goes wrong in a round.
sealed interface Fault {

  Moment moment();

  /// How many units may be done once more because of it.
  ///
  /// @param workers processes that hold a unit each
  int redone(int workers);

  /// How often a worker tries its unit again while the store fails: its pauses double, from 1 s
  /// on.
  private static int triesAgain(Duration lasts) {
    return Long.SIZE - Long.numberOfLeadingZeros(lasts.toSeconds() + 1);
  }

  /// `kill -9`; the process is started again at once.
  ///
  /// @param replica which of its kind, counted round
  record Kill(Victim victim, int replica, Moment moment) implements Fault {
    public Kill {
      requireNonNull(victim);
      requireNonNull(moment);
    }

    @Override
    public int redone(int workers) {
      return victim.worker() ? 1 : victim == Victim.GATEWAY ? 0 : workers;
    }
  }

  /// A process is asked to stop and is started again.
  record Restart(Victim victim, int replica, Moment moment) implements Fault {
    public Restart {
      requireNonNull(victim);
      requireNonNull(moment);
    }

    @Override
    public int redone(int workers) {
      return victim == Victim.KAFKA || victim == Victim.S3 ? workers : 0;
    }
  }

  /// Some of the requests of one kind of service to the S3 server end badly.
  ///
  /// @param share of requests, above 0 and up to 1
  record BrokenStore(Victim client, Trouble trouble, double share, Moment moment, Duration lasts)
      implements Fault {
    public BrokenStore {
      requireNonNull(client);
      requireNonNull(trouble);
      requireNonNull(moment);
      requireNonNull(lasts);
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("no share of requests: " + share);
      }
    }

    /// A unit in hand is tried anew when all requests of its try failed.
    @Override
    public int redone(int workers) {
      return client.worker() ? triesAgain(lasts) * workers : 0;
    }
  }

  /// A process stands still and then goes on, as after a long pause of its machine.
  record Stall(Victim victim, int replica, Moment moment, Duration lasts) implements Fault {
    public Stall {
      requireNonNull(victim);
      requireNonNull(moment);
      requireNonNull(lasts);
    }

    /// Its unit goes to another when its lock ends.
    @Override
    public int redone(int workers) {
      return victim.worker() ? 1 : victim == Victim.GATEWAY ? 0 : workers;
    }
  }

  /// A server stands still most of the time, as one that waits for its disk does.
  record SlowDisk(Victim server, Moment moment, Duration lasts) implements Fault {
    public SlowDisk {
      requireNonNull(server);
      requireNonNull(moment);
      requireNonNull(lasts);
    }

    @Override
    public int redone(int workers) {
      return workers;
    }
  }

  /// The S3 server's disk has no room left for a while.
  record FullDisk(Moment moment, Duration lasts) implements Fault {
    public FullDisk {
      requireNonNull(moment);
      requireNonNull(lasts);
    }

    @Override
    public int redone(int workers) {
      return triesAgain(lasts) * workers;
    }
  }

  /// A process is started again with a clock that is wrong, and keeps it to the round's end.
  ///
  /// @param ahead of the true time; negative when behind
  record WrongClock(Victim victim, int replica, Duration ahead, Moment moment) implements Fault {
    public WrongClock {
      requireNonNull(victim);
      requireNonNull(ahead);
      requireNonNull(moment);
    }

    /// It is stopped in an orderly way, which costs nothing.
    @Override
    public int redone(int workers) {
      return 0;
    }
  }

  /// All events that were ever sent come again, twice and in another order.
  record RepeatedEvents(long order, Moment moment) implements Fault {
    public RepeatedEvents {
      requireNonNull(moment);
    }

    @Override
    public int redone(int workers) {
      return 0;
    }
  }

  /// Work that cannot be done arrives beside the round's.
  record Poisoned(Poison poison, Moment moment) implements Fault {
    public Poisoned {
      requireNonNull(poison);
      requireNonNull(moment);
    }

    /// Workers may be held up for longer than their locks while a model is damaged.
    @Override
    public int redone(int workers) {
      return poison == Poison.MODEL || poison == Poison.ADAPTER ? workers : 0;
    }
  }
}
