package dev.lamina.servers.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerIT {

  private static final String BUCKET = "bucket";

  @TempDir Path folder;

  @Test
  void aSecondConditionalCreateIsRefusedWith412() {
    try (S3Server server = S3Server.start(folder);
        S3Client client = client(server, server.secretKey())) {
      // Given
      client.createBucket(b -> b.bucket(BUCKET));
      create(client, "once", "first");

      // When
      S3Exception second =
          catchThrowableOfType(S3Exception.class, () -> create(client, "once", "second"));

      // Then
      assertThat(second.statusCode()).isEqualTo(412);
      assertThat(get(client, "once")).isEqualTo("first");
    }
  }

  @Test
  void ofManyConditionalCreatesAtATimeOneWins() throws Exception {
    try (S3Server server = S3Server.start(folder);
        S3Client client = client(server, server.secretKey());
        var threads = Executors.newFixedThreadPool(16)) {
      client.createBucket(b -> b.bucket(BUCKET));

      var attempts =
          threads.invokeAll(
              IntStream.range(0, 16).mapToObj(i -> attempt(client, "writer " + i)).toList());

      int winners = 0;
      for (var attempt : attempts) {
        winners += attempt.get();
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  @Test
  void rangesAreServedAndAllSurvivesAKillAndARestartOnTheSamePort() {
    int port;
    try (S3Server first = S3Server.start(folder);
        S3Client client = client(first, first.secretKey())) {
      port = first.port();
      client.createBucket(b -> b.bucket(BUCKET));
      create(client, "kept/in/folders", "0123456789");
      first.kill();
    }
    try (S3Server second = S3Server.start(folder, port);
        S3Client client = client(second, second.secretKey())) {
      assertThat(second.port()).isEqualTo(port);
      byte[] range =
          client
              .getObjectAsBytes(b -> b.bucket(BUCKET).key("kept/in/folders").range("bytes=2-4"))
              .asByteArray();
      assertThat(new String(range, UTF_8)).isEqualTo("234");
    }
  }

  @Test
  void theWrongSecretIsRefusedAndCloseEndsTheProcess() throws Exception {
    S3Server server = S3Server.start(folder);
    try (server;
        S3Client client = client(server, "wrong")) {
      assertThatThrownBy(() -> client.createBucket(b -> b.bucket(BUCKET)))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void aFolderThatCannotBeUsedIsRefusedWithTheServersOwnWords() throws Exception {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");

    assertThatThrownBy(() -> S3Server.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FileAlreadyExistsException");
  }

  private static Callable<Integer> attempt(S3Client client, String content) {
    return () -> {
      try {
        create(client, "contested", content);
        return 1;
      } catch (S3Exception e) {
        assertThat(e.statusCode()).isEqualTo(412);
        return 0;
      }
    };
  }

  private static void create(S3Client client, String key, String content) {
    client.putObject(
        b -> b.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
  }

  private static String get(S3Client client, String key) {
    return client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static S3Client client(S3Server server, String secret) {
    return S3Client.builder()
        .endpointOverride(URI.create(server.endpoint()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), secret)))
        .build();
  }
}
