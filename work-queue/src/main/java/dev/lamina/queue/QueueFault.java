package dev.lamina.queue;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Kafka's failures as faults that say what was being done to which queue.
final class QueueFault {

  private QueueFault() {}

  static FaultException of(String what, Throwable cause) {
    Throwable inner = cause instanceof ExecutionException ? cause.getCause() : null;
    Throwable root = inner == null ? cause : inner;
    return new FaultException(Fault.QUEUE_UNAVAILABLE, what + ": " + root.getMessage(), root);
  }

  /// @throws FaultException if the answer is a failure, or the thread is interrupted before it
  static <T> T await(Future<T> answer, String what) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw of(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw of(what, e);
    }
  }
}
