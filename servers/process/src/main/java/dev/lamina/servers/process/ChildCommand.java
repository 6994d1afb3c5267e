package dev.lamina.servers.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a server's process. Its classpath was written down when its module was
/// built; the module itself may lie in a jar or in a folder of classes.
final class ChildCommand {

  private static final String CLASSPATH = "classpath";

  private ChildCommand() {}

  static List<String> of(Class<?> main, List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    // Small servers that start fast: they serve one machine.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(module(main) + File.pathSeparator + libraries(main));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  private static Path module(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the module of " + main + " lies at no file", e);
    }
  }

  private static String libraries(Class<?> main) {
    try (InputStream in = main.getResourceAsStream(CLASSPATH)) {
      if (in == null) {
        throw new IllegalStateException(
            "the classpath of %s is missing beside it; build its module with Maven"
                .formatted(main.getSimpleName()));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
