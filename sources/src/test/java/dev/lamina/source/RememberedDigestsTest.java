package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedDigestsTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
  private static final FileTime LATER = FileTime.from(Instant.parse("2020-01-01T00:00:00.001Z"));

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeFile() throws IOException {
    file = folder.resolve("weights");
    write("abc", LONG_AGO);
  }

  private void write(String content, FileTime changed) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, changed);
  }

  private RememberedDigests digests() {
    return new RememberedDigests(folder.resolve("cache"));
  }

  private String digest() throws IOException {
    return digests().sha256(file);
  }

  @Test
  void aDigestIsThatOfTheContent() throws Exception {
    assertThat(digest())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aChangedFileIsReadAgain() throws Exception {
    String before = digest();

    write("abd", LATER);
    assertThat(digest()).isNotEqualTo(before).isEqualTo(RememberedDigests.read(file));

    write("abcd", LATER);
    assertThat(digest()).isEqualTo(RememberedDigests.read(file));
  }

  @Test
  void anotherFileInItsPlaceIsReadAgain() throws Exception {
    String before = digest();
    Path other = folder.resolve("other");
    Files.writeString(other, "xyz");
    Files.setLastModifiedTime(other, LONG_AGO);

    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(digest()).isNotEqualTo(before);
  }

  /// The limit that the class states.
  @Test
  void otherContentOfTheSameSizeAndTimeIsNotNoticed() throws Exception {
    String before = digest();

    write("xyz", LONG_AGO);

    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void aFileThatChangedJustNowIsNotRemembered() throws Exception {
    FileTime now = FileTime.from(Instant.now());
    write("abc", now);
    String before = digest();

    write("xyz", now);

    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void aLinkIsItsTarget() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(digests().sha256(link)).isEqualTo(digest());
    try (Stream<Path> remembered = Files.list(folder.resolve("cache/digests"))) {
      assertThat(remembered).hasSize(1);
    }
  }

  @Test
  void manyThreadsRememberAtOnce() throws Exception {
    int files = 400;
    for (int i = 0; i < files; i++) {
      Path one = folder.resolve("file" + i);
      Files.writeString(one, "content " + i);
      Files.setLastModifiedTime(one, LONG_AGO);
    }
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 8 * files; i++) {
      // Two look at each file at about the same time, each with a memory of its own.
      Path one = folder.resolve("file" + i / 2 % files);
      RememberedDigests digests = digests();
      calls.add(() -> digests.sha256(one));
    }

    List<Future<String>> answers;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      answers = threads.invokeAll(calls);
    }

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get())
          .isEqualTo(RememberedDigests.read(folder.resolve("file" + i / 2 % files)));
    }
    try (Stream<Path> remembered = Files.list(folder.resolve("cache/digests"))) {
      assertThat(remembered.map(entry -> entry.getFileName().toString()))
          .hasSize(files)
          .allMatch(name -> name.matches("[0-9a-f]{64}"));
    }
  }

  @Test
  void oldDigestsAreForgottenAndOtherFilesStay() throws Exception {
    Path entries = Files.createDirectories(folder.resolve("cache/digests"));
    Path old = Files.createFile(entries.resolve("0".repeat(64)));
    Path newer = Files.createFile(entries.resolve("1".repeat(64)));
    Path writtenByAnother = Files.createFile(entries.resolve("new1"));
    Files.setLastModifiedTime(old, LONG_AGO);
    Files.setLastModifiedTime(writtenByAnother, LONG_AGO);

    digest();

    assertThat(old).doesNotExist();
    assertThat(newer).exists();
    assertThat(writtenByAnother).exists();
  }

  /// Looking through the folder for each file of thousands would take longer than to remember
  /// saves.
  @Test
  void itIsLookedForOldDigestsOnce() throws Exception {
    RememberedDigests digests = digests();
    digests.sha256(file);
    Path old = Files.createFile(folder.resolve("cache/digests").resolve("0".repeat(64)));
    Files.setLastModifiedTime(old, LONG_AGO);

    write("abcd", LONG_AGO);
    digests.sha256(file);

    assertThat(old).exists();
  }

  @Test
  void aFolderThatCannotBeWrittenToFailsNothing() throws Exception {
    Files.createDirectories(folder.resolve("cache"));
    Files.createFile(folder.resolve("cache/digests"));

    assertThat(digest()).isEqualTo(RememberedDigests.read(file));
    assertThat(digest()).isEqualTo(RememberedDigests.read(file));
  }

  @Test
  void aMemoryThatIsNoTextIsReadAgain() throws Exception {
    String before = digest();
    try (Stream<Path> remembered = Files.list(folder.resolve("cache/digests"))) {
      Files.write(remembered.findFirst().orElseThrow(), new byte[] {-1, -2});
    }

    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void aBrokenMemoryIsReadAgain() throws Exception {
    String before = digest();
    try (Stream<Path> remembered = Files.list(folder.resolve("cache/digests"))) {
      Files.writeString(remembered.findFirst().orElseThrow(), "");
    }

    assertThat(digest()).isEqualTo(before);
  }
}
