package dev.lamina.system.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What an S3 server, or the network before it, does wrong with one request.
sealed interface Trouble {

  /// `503 SlowDown`; nothing is done.
  record Unavailable() implements Trouble {}

  /// Nothing is done and nothing is said, until the client turns away.
  record Silence() implements Trouble {}

  /// The connection ends in the middle of what the client sends; nothing is done.
  record CutRequest() implements Trouble {}

  /// The connection ends in the middle of the answer.
  record CutAnswer() implements Trouble {}

  /// The request is carried out, and the connection ends before the answer: an ambiguous success.
  record AnswerLost() implements Trouble {}

  /// The answer comes later.
  record Slow(Duration pause) implements Trouble {
    public Slow {
      requireNonNull(pause);
    }
  }
}
