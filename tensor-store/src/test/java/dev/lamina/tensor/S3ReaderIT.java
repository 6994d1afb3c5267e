package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.servers.s3.S3Server;
import dev.lamina.tensor.S3Reader.Found;
import dev.lamina.tensor.S3Reader.RefusedException;
import dev.lamina.tensor.S3Reader.S3Access;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ReaderIT {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Server server;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static ObjectStore bucket;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Reader reader;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
    bucket = S3Store.connect(S3ForTests.settings(server, ""));
    bucket.put("models/a/config.json", bytes("{}"));
    bucket.put("models/a/model.safetensors", bytes("weights"));
    bucket.put("models/a/deeper/config.json", bytes("{}"));
    bucket.put("models/ab/config.json", bytes("{}"));
    reader = S3Reader.of(access(server.secretKey()));
  }

  @AfterAll
  static void stop() {
    reader.close();
    bucket.close();
    server.close();
  }

  private static S3Access access(String secret) {
    return new S3Access(server.endpoint(), "us-east-1", server.accessKey(), secret);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aListingHoldsWhatLiesRightBelow() throws Exception {
    assertThat(reader.list("lamina", "models/a/", 10))
        .extracting(Found::key)
        .containsExactlyInAnyOrder("models/a/config.json", "models/a/model.safetensors");
    assertThat(reader.list("lamina", "models/a/", 1)).hasSize(1);
    assertThat(reader.list("lamina", "nothing/", 10)).isEmpty();
  }

  @Test
  void whatIsListedIsWhatIsFound() throws Exception {
    Found found = reader.find("lamina", "models/a/model.safetensors").orElseThrow();

    assertThat(found.bytes()).isEqualTo(7);
    assertThat(reader.list("lamina", "models/a/", 10))
        .filteredOn(object -> object.key().equals(found.key()))
        .first()
        .satisfies(
            listed ->
                assertThat(listed.etag().replace("\"", ""))
                    .isEqualTo(found.etag().replace("\"", "")));
    assertThat(reader.find("lamina", "models/none")).isEmpty();
  }

  @Test
  void anObjectIsReadFromAnywhereInIt() throws Exception {
    for (Found object : reader.list("lamina", "models/a/", 10)) {
      if (object.key().endsWith("model.safetensors")) {
        try (InputStream in = reader.open(object, 3)) {
          assertThat(in.readAllBytes()).isEqualTo(bytes("ghts"));
        }
      }
    }
  }

  @Test
  void anObjectThatChangedIsNotRead() throws Exception {
    bucket.put("models/c/config.json", bytes("before"));
    Found before = reader.list("lamina", "models/c/", 10).getFirst();
    bucket.put("models/c/config.json", bytes("after."));

    assertThatThrownBy(() -> reader.open(before, 2))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.isChanged()).isTrue());
  }

  @Test
  void aBucketThatIsNotThereIsTold() {
    assertThatThrownBy(() -> reader.list("no-such-bucket", "a/", 10))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no such bucket");
  }

  @Test
  void aWrongSecretIsToldAndNotShown() {
    try (S3Reader wrong = S3Reader.of(access("guessed"))) {
      assertThatThrownBy(() -> wrong.list("lamina", "models/a/", 10))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("may not be read with the access key")
          .hasMessageNotContaining("guessed");
    }
    assertThat(access("guessed").toString()).doesNotContain("guessed");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    try (S3Reader nowhere =
        S3Reader.of(new S3Access("http://127.0.0.1:9", "us-east-1", "key", "secret"))) {
      assertThatThrownBy(() -> nowhere.find("lamina", "a"))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE));
    }
  }
}
