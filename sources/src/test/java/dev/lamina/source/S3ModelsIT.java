package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamina.servers.s3.S3Server;
import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.SourceFetcher.Places;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.S3Reader.S3Access;
import dev.lamina.tensor.S3Settings;
import dev.lamina.tensor.S3Store;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ModelsIT {

  private static final String BUCKET = "models";

  @TempDir static Path folder;
  @TempDir private Path cache;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Server server;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static ObjectStore bucket;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
    bucket =
        S3Store.connect(
            new S3Settings(
                server.endpoint(),
                "us-east-1",
                BUCKET,
                "",
                server.accessKey(),
                server.secretKey()));
  }

  @AfterAll
  static void stop() {
    bucket.close();
    server.close();
  }

  private Fetching fetching(String secret) {
    S3Access access = new S3Access(server.endpoint(), "us-east-1", server.accessKey(), secret);
    Fetching bare =
        new Fetching(
            cache, Fetching.places(URI.create("http://unused")), 1L << 30, Duration.ofMillis(1));
    Places places = bare.places();
    return bare.with(
        new Places(
            places.files(),
            places.uploads(),
            new AllowedSources(List.of("s3://models/", "s3://missing-bucket")),
            places.hub(),
            places.token(),
            Optional.of(access)));
  }

  private Fetching fetching() {
    return fetching(server.secretKey());
  }

  private static void put(String key, String content) {
    bucket.put(key, HubModel.text(content));
  }

  private static void putCheckpoint(String prefix) {
    put(prefix + "/config.json", "{}");
    put(prefix + "/tokenizer.json", "{}");
    put(
        prefix + "/model.safetensors.index.json",
        "{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");
    bucket.put(prefix + "/one.safetensors", HubModel.weights(1, 5_000_000));
    bucket.put(prefix + "/two.safetensors", HubModel.weights(2, 100));
    bucket.put(prefix + "/three.safetensors", HubModel.weights(3, 100));
    put(prefix + "/pytorch_model.bin", "a pickle");
    put(prefix + "/deeper/config.json", "{}");
  }

  @Test
  void aFolderIsFetchedWithItsShards() throws Exception {
    putCheckpoint("llama");

    Fetched fetched = fetching().fetch("s3://models/llama/");

    assertThat(fetched.source()).isEqualTo("s3://models/llama");
    assertThat(fetched.path().resolve("one.safetensors"))
        .hasBinaryContent(HubModel.weights(1, 5_000_000));
    try (var files = Files.list(fetched.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.json",
              "tokenizer.json",
              "model.safetensors.index.json",
              "one.safetensors",
              "two.safetensors");
    }
  }

  @Test
  void whatDidNotChangeIsNotFetchedAgain() throws Exception {
    putCheckpoint("same");
    Path first = fetching().fetch("s3://models/same").path();
    Path mark = Files.writeString(first.resolve("mark"), "still the same folder");

    assertThat(fetching().fetch("s3://models/same").path()).isEqualTo(first);
    assertThat(mark).exists();
  }

  @Test
  void anObjectThatWasReplacedMakesAnotherSnapshot() throws Exception {
    putCheckpoint("replaced");
    Fetched before = fetching().fetch("s3://models/replaced");
    bucket.put("replaced/two.safetensors", HubModel.weights(9, 100));

    Fetched after = fetching().fetch("s3://models/replaced");

    assertThat(after.path()).isNotEqualTo(before.path());
    assertThat(after.path().resolve("two.safetensors")).hasBinaryContent(HubModel.weights(9, 100));
  }

  @Test
  void anObjectThatChangesWhileItIsFetchedIsAFault() throws Exception {
    putCheckpoint("changing");
    S3Access access =
        new S3Access(server.endpoint(), "us-east-1", server.accessKey(), server.secretKey());
    try (S3Models models = new S3Models(Optional.of(access), Fetching.HASTY)) {
      RemoteModel model = models.model(new SourceName.InBucket(BUCKET, "changing"));
      List<RemoteFile> files = model.files().list();
      RemoteFile weights =
          files.stream()
              .filter(file -> file.name().equals("one.safetensors"))
              .findFirst()
              .orElseThrow();
      try (InputStream half = weights.content().from(0)) {
        assertThat(half.readNBytes(1000)).hasSize(1000);
      }
      bucket.put("changing/one.safetensors", HubModel.weights(7, 5_000_000));
      Files.write(
          cache.resolve("one.safetensors.part"),
          Arrays.copyOf(HubModel.weights(1, 5_000_000), 1000));

      Download download = new Download(model.source(), cache, Fetching.HASTY);

      assertThat(catchThrowableOfType(SourceException.class, () -> download.fetch(weights)))
          .hasMessageContaining("not what it was")
          .extracting(SourceException::kind)
          .isEqualTo(Kind.CHANGED);
    }
  }

  @Test
  void rowsAreReadFromOneObject() throws Exception {
    put("rows/sst2.jsonl", "{\"id\":1}\n");

    try (SourceFetcher fetcher = fetching().fetcher();
        InputStream rows = fetcher.open("s3://models/rows/sst2.jsonl")) {
      assertThat(rows.readAllBytes()).isEqualTo(HubModel.text("{\"id\":1}\n"));
    }
  }

  @Test
  void whatIsNotThereOrNotAllowedIsTold() throws Exception {
    assertThat(fetching().refusal("s3://models/nothing")).hasMessageContaining("holds no model");
    assertThat(fetching().refusal("s3://missing-bucket/a")).hasMessageContaining("no such bucket");
    assertThat(fetching().refusal("s3://other/a"))
        .hasMessageContaining("lamina.sources.allowed allows s3://models/");
    assertThat(fetching("wrong").refusal("s3://models/llama"))
        .hasMessageContaining("may not be read with the access key");
    try (SourceFetcher fetcher = fetching().fetcher()) {
      assertThat(catchThrowable(() -> fetcher.open("s3://models/rows/none.jsonl")))
          .hasMessage("there is no object s3://models/rows/none.jsonl");
    }
  }
}
