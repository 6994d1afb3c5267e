package dev.lamina.tensor;

import dev.lamina.contract.FaultException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Makes requests to an S3 server until one is answered, and reads the answers.
final class S3Calls {

  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final S3Settings settings;

  S3Calls(S3Settings settings) {
    this.settings = settings;
  }

  /// One request.
  interface Call<T> {
    T run() throws MinioException, IOException;
  }

  /// An answer that was final and not a success.
  private static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorResponseException answer;
    private final int status;
    private final String code;

    Refused(ErrorResponseException e) {
      super(e);
      this.answer = e;
      this.status = e.response().code();
      this.code = e.errorResponse().code();
    }

    boolean isMissingObject() {
      return status == NOT_FOUND && !code.equals("NoSuchBucket");
    }
  }

  /// @return empty when there is no such object
  <T> Optional<T> found(String what, Call<T> call) {
    try {
      return Optional.of(answer(what, call));
    } catch (Refused e) {
      if (e.isMissingObject()) {
        return Optional.empty();
      }
      throw refused(what, e);
    }
  }

  /// Like [#found], for a part of an object: what begins after its end is found and empty.
  Optional<byte[]> foundRange(String what, Call<byte[]> call) {
    try {
      return Optional.of(answer(what, call));
    } catch (Refused e) {
      if (e.status == RANGE_NOT_SATISFIABLE) {
        return Optional.of(new byte[0]);
      }
      if (e.isMissingObject()) {
        return Optional.empty();
      }
      throw refused(what, e);
    }
  }

  /// @return false when the object was there before; an earlier attempt of this call may have
  ///     made it
  boolean created(String what, Call<?> call) {
    try {
      answer(what, call);
      return true;
    } catch (Refused e) {
      if (e.status == PRECONDITION_FAILED) {
        return false;
      }
      throw refused(what, e);
    }
  }

  <T> T done(String what, Call<T> call) {
    try {
      return answer(what, call);
    } catch (Refused e) {
      throw refused(what, e);
    }
  }

  private <T> T answer(String what, Call<T> call) throws Refused {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.run();
      } catch (ErrorResponseException e) {
        int status = e.response().code();
        boolean again = status == CONFLICT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
        if (!again) {
          throw new Refused(e);
        }
        pauseOrGiveUp(what, attempt, e);
      } catch (MinioException | IOException e) {
        pauseOrGiveUp(what, attempt, e);
      } catch (IllegalStateException e) {
        // So the client wraps what went wrong on the way to the server.
        if (!(e.getCause() instanceof IOException lost)) {
          throw e;
        }
        pauseOrGiveUp(what, attempt, lost);
      }
    }
  }

  private void pauseOrGiveUp(String what, int attempt, Exception e) {
    if (attempt == ATTEMPTS) {
      throw StoreFaults.unavailable(
          what,
          settings.toString(),
          "Check that the server runs and is reached at this address",
          e);
    }
    long pause = FIRST_PAUSE.toMillis() << (attempt - 1);
    try {
      Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw StoreFaults.unavailable(what, settings.toString(), "It was interrupted", e);
    }
  }

  private FaultException refused(String what, Refused e) {
    String advice =
        switch (e.status) {
          case 401, 403 ->
              "Check the access key, the secret and what they may do in the bucket"
                  + " (get, put, list, delete)";
          case NOT_FOUND -> "Check the bucket's name";
          default -> "The server's answer was " + e.status + " " + e.code;
        };
    return StoreFaults.unavailable(what, settings.toString(), advice, e.answer);
  }
}
