package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
  void aBrokenMemoryIsReadAgain() throws Exception {
    String before = digest();
    try (Stream<Path> remembered = Files.list(folder.resolve("cache/digests"))) {
      Files.writeString(remembered.findFirst().orElseThrow(), "");
    }

    assertThat(digest()).isEqualTo(before);
  }
}
