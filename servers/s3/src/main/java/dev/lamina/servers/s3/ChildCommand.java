package dev.lamina.servers.s3;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The command line of the server's process. Its classpath was written down when this module was
/// built; this module itself may lie in a jar or in a folder of classes.
final class ChildCommand {

  private static final String CLASSPATH = "classpath";

  private ChildCommand() {}

  static List<String> of(Path folder, int port, String accessKey, String secretKey) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // Whole objects pass through the heap, because their signature is checked before their use.
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        self() + File.pathSeparator + libraries(),
        S3ServerMain.class.getName(),
        folder.toString(),
        Integer.toString(port),
        accessKey,
        secretKey);
  }

  private static Path self() {
    try {
      return Path.of(
          ChildCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this module lies at no file", e);
    }
  }

  private static String libraries() {
    try (InputStream in = ChildCommand.class.getResourceAsStream(CLASSPATH)) {
      if (in == null) {
        throw new IllegalStateException(
            "the server's classpath is missing beside its launcher; build servers/s3 with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
