package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProcessWorkQueuesTest extends WorkQueuesContract {

  @Override
  WorkQueues open() {
    return new InProcessWorkQueues();
  }

  @Test
  void unitsComeInTheOrderTheyWereSentAndOneGivenBackIsNext() throws Exception {
    // Given
    send("a", "b", "c");
    List<String> order = new ArrayList<>();

    // When
    try (UnitReceiver receiver = queues.receive(queue)) {
      takeOne(receiver).giveBack();
      for (int i = 0; i < 3; i++) {
        Lease lease = takeOne(receiver);
        order.add(text(lease));
        lease.done();
      }
    }

    // Then
    assertThat(order).containsExactly("a", "b", "c");
  }

  @Test
  void aUnitIsACopyOfWhatWasSent() throws Exception {
    byte[] bytes = {1};
    queues.send(queue, "key", bytes);
    bytes[0] = 2;
    try (UnitReceiver receiver = queues.receive(queue)) {
      assertThat(takeOne(receiver).unit()).containsExactly(1);
    }
  }
}
