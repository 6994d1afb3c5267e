package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.source.StandInHub.Asked;
import dev.lamina.source.StandInHub.Mishap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes over one cache.
class CacheOfProcessesIT {

  private static final String SOURCE = "hf://" + StandInHub.ID;

  @TempDir private Path folder;
  private final StandInHub hub = new StandInHub();

  @AfterEach
  void stop() {
    hub.close();
  }

  /// What a child process does.
  static final class Child {

    private Child() {}

    public static void main(String... args) throws SourceException {
      Fetching fetching =
          new Fetching(
              Path.of(args[1]),
              Fetching.places(URI.create(args[0])),
              1L << 30,
              Duration.ofMillis(1));
      System.out.print(fetching.fetch(SOURCE).path());
    }
  }

  private Process child(Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            hub.endpoint().toString(),
            folder.resolve("cache").toString())
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void processesFetchAModelOnce() throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      children.add(child(folder.resolve("out" + i)));
    }

    for (int i = 0; i < 3; i++) {
      assertThat(children.get(i).waitFor()).isZero();
      assertThat(Path.of(Files.readString(folder.resolve("out" + i))).resolve("model.safetensors"))
          .hasBinaryContent(HubModel.small().content("model.safetensors"));
    }
    assertThat(hub.asked())
        .filteredOn(asked -> !asked.path().startsWith("/api/"))
        .extracting(Asked::path)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatAKilledProcessFetchedIsGoneOnWith() throws Exception {
    // Given a process that is killed in the middle of a file
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.HANG);
    Process killed = child(folder.resolve("out"));
    hub.awaitHanging();
    awaitPart();
    killed.destroyForcibly().waitFor();
    hub.forgetAsked();

    // When this one asks for the same
    Fetched fetched = Fetching.from(hub, folder.resolve("cache")).fetch(SOURCE);

    // Then it fetches the rest
    assertThat(fetched.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.small().content("model.safetensors"));
    assertThat(hub.asked())
        .filteredOn(asked -> asked.server().equals("files"))
        .singleElement()
        .satisfies(asked -> assertThat(asked.range()).startsWith("bytes="));
  }

  private void awaitPart() throws IOException, InterruptedException {
    while (true) {
      try (var files = Files.walk(folder.resolve("cache"))) {
        if (files
            .filter(file -> file.toString().endsWith("model.safetensors.part"))
            .anyMatch(file -> file.toFile().length() > 0)) {
          return;
        }
      }
      Thread.sleep(20);
    }
  }
}
