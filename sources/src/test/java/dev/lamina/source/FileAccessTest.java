package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {

  @TempDir private Path folder;
  private Path root = Path.of("");
  private Path outside = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    root = Files.createDirectories(folder.resolve("root")).toRealPath();
    outside = Files.createDirectories(folder.resolve("outside")).toRealPath();
    Files.writeString(root.resolve("a b.jsonl"), "inside");
    Files.writeString(outside.resolve("c.jsonl"), "outside");
  }

  @Test
  void namesAreRelativeToTheRootsOrAbsolute() throws Exception {
    FileAccess access = FileAccess.below(List.of(outside, root));
    Path file = root.resolve("a b.jsonl");

    assertThat(access.find("a b.jsonl")).isEqualTo(file);
    assertThat(access.find(file.toString())).isEqualTo(file);
    assertThat(access.find("//" + file)).isEqualTo(file);
    assertThat(access.find("c.jsonl")).isEqualTo(outside.resolve("c.jsonl"));
  }

  @Test
  void aPinnedSourceIsFoundAgain() throws Exception {
    Files.writeString(root.resolve("100%20 ü#?.onnx"), "x");
    FileAccess access = FileAccess.below(List.of(root));

    Path found = access.find("100%20 ü#?.onnx");
    String pinned = found.toUri().toString();

    assertThat(access.find(pinned.substring("file:".length()))).isEqualTo(found);
  }

  @Test
  void nothingOutsideOfTheRootsIsFound() throws Exception {
    Files.createSymbolicLink(root.resolve("link.jsonl"), outside.resolve("c.jsonl"));
    FileAccess access = FileAccess.below(List.of(root));

    for (String name :
        List.of(
            "../outside/c.jsonl",
            "link.jsonl",
            outside.resolve("c.jsonl").toString(),
            "//" + outside.resolve("c.jsonl"),
            "missing.jsonl",
            "a\u0000b")) {
      assertThatThrownBy(() -> access.find(name))
          .as(name)
          .isInstanceOf(SourceException.class)
          .hasMessageEndingWith("below the folders that this service may read");
    }
  }

  @Test
  void aPersonsOwnMachineHasNoRoots() throws Exception {
    FileAccess access = FileAccess.from(root);

    assertThat(access.find("../outside/c.jsonl")).isEqualTo(outside.resolve("c.jsonl"));
    assertThatThrownBy(() -> access.find("missing"))
        .hasMessage("there is no " + root.resolve("missing"));
    assertThatThrownBy(() -> access.find("a\u0000b")).hasMessageContaining("cannot be a file name");
  }

  @Test
  void withoutRootsTheSettingIsNamed() {
    assertThatThrownBy(() -> FileAccess.below(List.of()).find("a"))
        .hasMessageContaining("lamina.sources.files.roots is empty");
  }
}
