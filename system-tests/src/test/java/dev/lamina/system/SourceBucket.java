package dev.lamina.system;

import dev.lamina.servers.s3.S3Server;
import dev.lamina.tensor.S3Settings;
import dev.lamina.tensor.S3Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The bucket that specs may fetch from.
record SourceBucket(S3Server server) {

  String address() {
    return "s3://" + LocalServices.SOURCES;
  }

  /// What a person's own command line needs to read it.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", server.endpoint(),
        "AWS_ACCESS_KEY_ID", server.accessKey(),
        "AWS_SECRET_ACCESS_KEY", server.secretKey());
  }

  /// Puts all files below a folder there.
  void fill(Path folder) throws IOException {
    S3Settings bucket =
        new S3Settings(
            server.endpoint(),
            "us-east-1",
            LocalServices.SOURCES,
            "",
            server.accessKey(),
            server.secretKey());
    List<Path> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(Files::isRegularFile).toList();
    }
    try (S3Store store = S3Store.connect(bucket)) {
      for (Path file : files) {
        store.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }
}
