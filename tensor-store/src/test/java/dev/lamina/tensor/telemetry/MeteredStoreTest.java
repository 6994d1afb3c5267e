package dev.lamina.tensor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.FaultException;
import dev.lamina.tensor.FolderStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteredStoreTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @TempDir private Path folder = Path.of("");
  private MeteredStore store = new MeteredStore(FolderStore.at(folder), registry);

  @BeforeEach
  void open() {
    store = new MeteredStore(FolderStore.at(folder), registry);
  }

  @Test
  void bytesThatGoInAndOutAreCounted() {
    store.createOnce("a/b", new byte[10]);
    store.put("a/c", new byte[3]);
    store.read("a/b");
    store.readRange("a/b", 2, 5);
    store.read("a/none");

    assertThat(counter("lamina.store.written")).isEqualTo(13);
    assertThat(counter("lamina.store.read")).isEqualTo(15);
  }

  @Test
  void anObjectThatWasThereByThenIsALostCreate() {
    store.createOnce("a", new byte[10]);
    store.createOnce("a", new byte[10]);

    assertThat(counter("lamina.store.creates.lost")).isEqualTo(1);
  }

  @Test
  void requestsAreTimedByKindAndOutcome() {
    store.createOnce("a", new byte[1]);
    store.exists("a");
    store.list("");
    store.delete("a");
    assertThatThrownBy(() -> store.readRange("a", 0, 1)).isInstanceOf(FaultException.class);

    assertThat(requests("create", "ok")).isEqualTo(1);
    assertThat(requests("size", "ok")).isEqualTo(1);
    assertThat(requests("list", "ok")).isEqualTo(1);
    assertThat(requests("delete", "ok")).isEqualTo(1);
    assertThat(requests("range", "failed")).isEqualTo(1);
    assertThat(requests("range", "ok")).isZero();
    assertThat(counter("lamina.store.read")).isZero();
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  private long requests(String request, String outcome) {
    return registry
        .get("lamina.store.requests")
        .tags("request", request, "outcome", outcome)
        .timer()
        .count();
  }
}
