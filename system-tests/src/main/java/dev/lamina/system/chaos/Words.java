package dev.lamina.system.chaos;

import java.time.Duration;
import java.util.Locale;

/// Faults in words.
final class Words {

  private Words() {}

  /// With its moment.
  static String of(Fault fault) {
    Moment moment = fault.moment();
    return "%-10s + %.1f s  %s"
        .formatted(stage(moment.stage()), seconds(moment.after()), what(fault));
  }

  /// Without what differs between two of a kind.
  static String kind(Fault fault) {
    return switch (fault) {
      case Fault.Kill kill -> "kill -9 " + kill.victim();
      case Fault.Restart restart -> "orderly restart of " + restart.victim();
      case Fault.BrokenStore broken ->
          switch (broken.trouble()) {
            case Trouble.Unavailable t when broken.share() == 1 -> "S3 away";
            case Trouble.Unavailable t -> "S3 answers 503";
            case Trouble.Silence t -> "S3 does not answer";
            case Trouble.CutRequest t -> "S3 cuts requests";
            case Trouble.CutAnswer t -> "S3 cuts answers";
            case Trouble.AnswerLost t -> "S3 does it, answer lost";
            case Trouble.Slow t -> "S3 is slow";
          };
      case Fault.Stall stall -> stall.victim() + " stands still";
      case Fault.SlowDisk slow -> "slow disk of " + slow.server();
      case Fault.FullDisk full -> "full disk of s3";
      case Fault.WrongClock clock -> "clock is wrong";
      case Fault.RepeatedEvents events -> "events repeated, in another order";
      case Fault.Poisoned poisoned -> "poisoned " + poisoned.poison();
    };
  }

  private static String what(Fault fault) {
    String kind = kind(fault);
    return switch (fault) {
      case Fault.Kill kill -> "%s %d".formatted(kind, kill.replica());
      case Fault.Restart restart -> "%s %d".formatted(kind, restart.replica());
      case Fault.BrokenStore broken ->
          "%s, to %s, %.0f%% of requests for %.0f s"
              .formatted(kind, broken.client(), 100 * broken.share(), seconds(broken.lasts()));
      case Fault.Stall stall ->
          "%s for %.0f s, number %d".formatted(kind, seconds(stall.lasts()), stall.replica());
      case Fault.SlowDisk slow -> "%s for %.0f s".formatted(kind, seconds(slow.lasts()));
      case Fault.FullDisk full -> "%s for %.0f s".formatted(kind, seconds(full.lasts()));
      case Fault.WrongClock clock ->
          "%s at %s %d by %d min"
              .formatted(kind, clock.victim(), clock.replica(), clock.ahead().toMinutes());
      case Fault.RepeatedEvents events -> kind;
      case Fault.Poisoned poisoned -> kind;
    };
  }

  static String stage(StoreLog.Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
