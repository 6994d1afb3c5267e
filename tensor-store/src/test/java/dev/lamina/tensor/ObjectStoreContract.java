package dev.lamina.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store does.
abstract class ObjectStoreContract {

  private static final int WRITERS = 16;

  ObjectStore store;

  /// A store without objects.
  abstract ObjectStore empty();

  /// A second client of the same store, as another process would have one.
  abstract ObjectStore again();

  @BeforeEach
  void open() {
    store = empty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anObjectIsCreatedOnceAndKeepsItsFirstContent() {
    assertThat(store.createOnce("a/b.json", bytes("first"))).isTrue();
    assertThat(store.createOnce("a/b.json", bytes("second"))).isFalse();
    assertThat(store.read("a/b.json")).contains(bytes("first"));
  }

  @Test
  void ofManyWritersOneWinsAndEveryReaderSeesItsWholeContent() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ObjectStore other = again();
        var threads = Executors.newFixedThreadPool(2 * WRITERS)) {
      // Given
      List<Future<Boolean>> writes = new ArrayList<>();
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        ObjectStore one = i % 2 == 0 ? store : other;
        byte[] content = filled(i);
        writes.add(threads.submit(after(start, () -> one.createOnce("contested", content))));
        reads.add(threads.submit(after(start, () -> firstRead(one))));
      }

      // When
      start.countDown();

      // Then
      List<Integer> winners = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        if (writes.get(i).get()) {
          winners.add(i);
        }
      }
      assertThat(winners).hasSize(1);
      for (Future<byte[]> read : reads) {
        assertThat(Arrays.equals(read.get(), filled(winners.getFirst()))).isTrue();
      }
    }
  }

  @Test
  void whatOneClientWroteAnotherReads() {
    store.createOnce("shared", bytes("content"));

    try (ObjectStore other = again()) {
      assertThat(other.read("shared")).contains(bytes("content"));
      assertThat(other.createOnce("shared", bytes("other"))).isFalse();
    }
  }

  @Test
  void rangesAreReadExactly() {
    store.createOnce("range", bytes("0123456789"));

    assertThat(store.readRange("range", 0, 10)).isEqualTo(bytes("0123456789"));
    assertThat(store.readRange("range", 3, 4)).isEqualTo(bytes("3456"));
    assertThat(store.readRange("range", 9, 1)).isEqualTo(bytes("9"));
    assertThat(store.readRange("range", 4, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 10, 11, 1L << 40})
  void aRangeBeyondTheEndIsCorruptNotShort(long offset) {
    store.createOnce("range", bytes("0123456789"));

    assertThatThrownBy(() -> store.readRange("range", offset, 3))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_CORRUPT))
        .hasMessageContaining("range")
        .hasMessageContaining(store.describe());
  }

  @Test
  void whatIsMissingIsToldSo() {
    assertThat(store.read("missing")).isEmpty();
    assertThat(store.size("missing")).isEmpty();
    assertThat(store.exists("missing")).isFalse();
    assertThat(store.list("missing/")).isEmpty();
    assertThatThrownBy(() -> store.readRange("missing", 0, 1))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_CORRUPT))
        .hasMessage("there is no object missing in " + store.describe());
    store.delete("missing");
  }

  @Test
  void sizesAreTold() {
    store.createOnce("empty", new byte[0]);
    store.createOnce("big", new byte[3_000_000]);

    assertThat(store.size("empty")).contains(0L);
    assertThat(store.read("empty")).contains(new byte[0]);
    assertThat(store.size("big")).contains(3_000_000L);
    assertThat(store.exists("empty")).isTrue();
  }

  @Test
  void listsAreSortedWholeAndOfTheirFolderOnly() {
    // Given more keys than a page of a list holds
    List<String> keys = IntStream.range(0, 1005).mapToObj(i -> "many/" + i).sorted().toList();
    keys.parallelStream().forEach(key -> store.createOnce(key, bytes(key)));
    store.createOnce("many-more/1", bytes("x"));
    store.createOnce("z/deep/er/key", bytes("x"));

    assertThat(store.list("many/")).isEqualTo(keys);
    assertThat(store.list("z/")).containsExactly("z/deep/er/key");
    assertThat(store.list("")).hasSize(1007).contains("many-more/1");
  }

  @Test
  void uploadsAreReplacedAndDeleted() {
    store.put("uploads/a", bytes("one"));
    store.put("uploads/a", bytes("two, and longer"));
    assertThat(store.read("uploads/a")).contains(bytes("two, and longer"));

    store.delete("uploads/a");
    assertThat(store.exists("uploads/a")).isFalse();
    assertThat(store.createOnce("uploads/a", bytes("three"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b/c d",
        "a+b",
        "a%2Fb",
        "a?b=c&d",
        "a#b",
        "Zürich/日本語/🙂",
        "a=b;c,d",
        "~",
        "'\"",
        "{x}[y]",
        "a:b@c",
        "ends."
      })
  void oddKeysAreKeysLikeOthers(String key) {
    assertThat(store.createOnce(key, bytes(key))).isTrue();
    assertThat(store.createOnce(key, bytes("again"))).isFalse();
    assertThat(store.read(key)).contains(bytes(key));
    assertThat(store.list("")).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../a",
        "a/../b",
        "a/..",
        "a/./b",
        ".tmp/a",
        "a//b",
        "a/",
        "a\\..\\b",
        "a\u0000b",
        "a\nb",
        "a\ud800b"
      })
  void keysThatClimbOrCannotBeAreRefused(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> store.createOnce(key, bytes("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, bytes("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> store.read(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.readRange(key, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> store.size(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void prefixesEndWithASlash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.list("many"))
        .withMessageContaining("slash");
    assertThatIllegalArgumentException().isThrownBy(() -> store.list("../"));
  }

  @Test
  void keysThatAreTooLongAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.read("x".repeat(201)))
        .withMessageContaining("200");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.read("x/".repeat(450) + "xy"))
        .withMessageContaining("900");
  }

  private static byte[] firstRead(ObjectStore store) throws InterruptedException {
    while (true) {
      var content = store.read("contested");
      if (content.isPresent()) {
        return content.get();
      }
      Thread.sleep(1);
    }
  }

  private static <T> Callable<T> after(CountDownLatch start, Callable<T> act) {
    return () -> {
      start.await();
      return act.call();
    };
  }

  private static byte[] filled(int writer) {
    byte[] content = new byte[300_000];
    Arrays.fill(content, (byte) writer);
    return content;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
