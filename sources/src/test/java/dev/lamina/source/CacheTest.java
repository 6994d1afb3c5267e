package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.StandInHub.Asked;
import dev.lamina.source.StandInHub.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  private static final int SIZE = 100_000;

  @TempDir private Path cache;
  private final StandInHub hub = new StandInHub();

  @AfterEach
  void stop() {
    hub.close();
  }

  /// A model of its own commit, with weights of [#SIZE] bytes.
  private static HubModel model(int number) {
    HubModel alone = HubModel.small().with("model.safetensors", HubModel.weights(number, SIZE));
    return new HubModel(alone.id(), "%040x".formatted(number), alone.files());
  }

  private Fetched fetch(Fetching fetching, int number) throws SourceException {
    hub.serve(model(number));
    return fetching.fetch(source(number));
  }

  private static String source(int number) {
    return "hf://%s@%040x".formatted(StandInHub.ID, number);
  }

  private Fetching room(long bytes) {
    return Fetching.from(hub, cache).withMaxBytes(bytes);
  }

  /// As if it had been used an hour and so many minutes ago.
  private static void age(Fetched fetched, int minutes) throws IOException {
    Instant used = Instant.now().minus(Duration.ofMinutes(60 + minutes));
    Files.setLastModifiedTime(fetched.path(), FileTime.from(used));
  }

  private long bytesInCache() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += file.toString().contains("digests") ? 0 : Files.size(file);
      }
    }
    return bytes;
  }

  @Test
  void theLeastRecentlyUsedSnapshotGoesFirst() throws Exception {
    Fetching fetching = room(3 * SIZE + SIZE / 2);
    Fetched one = fetch(fetching, 1);
    Fetched two = fetch(fetching, 2);
    Fetched three = fetch(fetching, 3);
    age(one, 3);
    age(two, 2);
    age(three, 1);
    fetch(fetching, 1);

    Fetched four = fetch(fetching, 4);

    assertThat(two.path()).doesNotExist();
    assertThat(List.of(one, three, four)).allMatch(fetched -> Files.isDirectory(fetched.path()));
    assertThat(bytesInCache()).isLessThanOrEqualTo(3 * SIZE + SIZE / 2);
  }

  @Test
  void asManyGoAsNeeded() throws Exception {
    Fetching fetching = room(3 * SIZE + SIZE / 2);
    List<Fetched> before = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      before.add(fetch(fetching, i));
      age(before.getLast(), 10 - i);
    }
    hub.serve(
        new HubModel(
            StandInHub.ID,
            "%040x".formatted(9),
            model(9).with("model.safetensors", HubModel.weights(9, 2 * SIZE)).files()));

    fetching.fetch(source(9));

    assertThat(before.stream().filter(fetched -> Files.exists(fetched.path())))
        .containsExactly(before.getLast());
  }

  @Test
  void aModelLargerThanTheCacheIsRefusedBeforeItIsFetched() throws Exception {
    hub.serve(model(1));

    SourceException refusal = room(SIZE).refusal(source(1));

    assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refusal).hasMessageContaining("lamina.sources.cache.max-bytes");
    assertThat(bytesInCache()).isZero();
  }

  @Test
  void whatWasUsedAMomentAgoIsWaitedFor() throws Exception {
    Fetching fetching = room(SIZE + SIZE / 2).withGrace(Duration.ofMillis(300));
    Fetched one = fetch(fetching, 1);
    long start = System.nanoTime();

    fetch(fetching, 2);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    assertThat(one.path()).doesNotExist();
  }

  @Test
  void whatIsBeingFetchedIsNeverEvicted() throws Exception {
    Fetching fetching = room(SIZE + SIZE / 2);
    hub.serve(model(1));
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.HANG);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Fetched> first = other.submit(() -> fetching.fetch(source(1)));
      hub.awaitHanging();
      hub.serve(model(2));

      SourceException refusal = fetching.refusal(source(2));

      assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("full of what others fetch");
      hub.goOn();
      assertThat(first.get().path().resolve("model.safetensors"))
          .hasBinaryContent(model(1).content("model.safetensors"));
    }
  }

  @Test
  void whileItIsFetchedNothingOfASnapshotIsVisible() throws Exception {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.HANG);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Fetched> fetch =
          other.submit(() -> Fetching.from(hub, cache).fetch("hf://" + StandInHub.ID));
      hub.awaitHanging();

      assertThat(cache.resolve("snapshots")).doesNotExist();

      hub.goOn();
      assertThat(fetch.get().path()).isDirectory().hasParent(cache.resolve("snapshots"));
    }
  }

  @Test
  void aHalfFetchedModelMakesRoomForAnother() throws Exception {
    Fetching fetching = room(SIZE + SIZE / 2);
    hub.serve(model(1));
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.WRONG_BYTE);
    fetching.refusal(source(1));

    assertThat(fetch(fetching, 2).path()).isDirectory();
  }

  @Test
  void manyThreadsFetchAModelOnce() throws Exception {
    Set<Path> paths = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Fetched>> fetches = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        fetches.add(threads.submit(() -> Fetching.from(hub, cache).fetch("hf://" + StandInHub.ID)));
      }
      for (Future<Fetched> fetch : fetches) {
        paths.add(fetch.get().path());
      }
    }

    assertThat(paths).hasSize(1);
    assertThat(hub.asked())
        .filteredOn(asked -> !asked.path().startsWith("/api/"))
        .extracting(Asked::path)
        .doesNotHaveDuplicates();
  }
}
