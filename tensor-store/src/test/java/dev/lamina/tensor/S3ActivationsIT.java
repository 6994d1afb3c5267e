package dev.lamina.tensor;

import dev.lamina.servers.s3.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3ActivationsIT extends ActivationsContract {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  ObjectStore empty() {
    return S3Store.connect(S3ForTests.fresh(server));
  }
}
