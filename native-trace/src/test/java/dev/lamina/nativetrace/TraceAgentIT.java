package dev.lamina.nativetrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM with the agent, as it is packaged.
class TraceAgentIT {

  @TempDir private Path folder = Path.of("");

  /// What the traced JVM runs.
  static final class Curious {

    private record Point(int x, int y) {}

    private enum Visibility {
      SEEN
    }

    private static final int METHODS = List.class.getMethods().length;

    private Curious() {}

    public static void main(String... args) throws Exception {
      Object list = Class.forName("java.util.ArrayList").getDeclaredConstructor().newInstance();
      int components = Point.class.getRecordComponents().length;
      Object resource = Curious.class.getResource("/some/resource.txt");
      Object method = Curious.class.getDeclaredMethod("main", String[].class);
      var absolute = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      Linker.nativeLinker().downcallHandle(absolute);
      Object seen = Visibility.class.getEnumConstants()[METHODS > 0 ? 0 : 1];
      System.out.println(seen + " " + list + " " + components + " " + resource + " " + method);
    }
  }

  @Test
  void reflectionResourcesAndForeignFunctionsAreWrittenDownWithTheirCaller() throws Exception {
    List<String> lines = traced();

    String type = Curious.class.getName();
    String by = type + "\t";
    assertThat(lines.getFirst()).startsWith(type);
    assertThat(lines)
        .contains(
            "forName\t\tjava.util.ArrayList\t" + by,
            "getDeclaredConstructor\tjava.util.ArrayList\t\t" + by,
            "getRecordComponents\t" + type + "$Point\t\t" + by,
            "getResource\t" + type + "\t/some/resource.txt\t" + by,
            "getDeclaredMethod\t" + type + "\tmain\t" + by,
            "downcallHandle\t\t(i4)i4\t" + by,
            "getMethods\tjava.util.List\t\t" + by + type);
    assertThat(lines).noneMatch(line -> line.contains("Visibility"));
  }

  private List<String> traced() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("lamina.root"), "native-trace/target");
    Path agent;
    try (Stream<Path> jars = Files.list(root)) {
      agent =
          jars.filter(jar -> jar.getFileName().toString().matches("lamina-native-trace-.*\\.jar"))
              .findFirst()
              .orElseThrow();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:" + agent + "=" + folder,
                "-cp",
                root.resolve("test-classes").toString(),
                Curious.class.getName())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
