package dev.lamina.tensor;

import dev.lamina.servers.s3.S3Server;
import java.util.UUID;

/// Stores of an S3 server, each under a prefix of its own.
final class S3ForTests {

  private S3ForTests() {}

  static S3Settings fresh(S3Server server) {
    return settings(server, UUID.randomUUID().toString());
  }

  static S3Settings settings(S3Server server, String prefix) {
    return new S3Settings(
        server.endpoint(), "us-east-1", "lamina", prefix, server.accessKey(), server.secretKey());
  }
}
