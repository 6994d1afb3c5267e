package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

  private static final int STRANGER = 54_321;

  @TempDir private Path folder;
  private Path cache = Path.of("");

  @BeforeEach
  void needOwners() {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "skipped: this file system knows no owners");
    cache = folder.resolve("cache");
  }

  private static void letWrite(Path folder, String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  /// Only root can give a folder away; for others, someone else asks.
  private static String objectionToAStranger(Path folder) throws IOException {
    int owner = (Integer) Files.getAttribute(folder, "unix:uid");
    if (owner != 0) {
      return PrivateFolder.objection(folder, STRANGER).orElse("");
    }
    Files.setAttribute(folder, "unix:uid", STRANGER);
    return PrivateFolder.objection(folder).orElse("");
  }

  @Test
  void aFolderThatIsMadeIsForItsOwnerAlone() throws Exception {
    PrivateFolder.make(cache);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    assertThat(PrivateFolder.objection(cache)).isEmpty();
  }

  @Test
  void anotherUsersFolderIsNotBelieved() throws Exception {
    PrivateFolder.make(cache);

    assertThat(objectionToAStranger(cache)).isEqualTo("belongs to another user");
  }

  @Test
  void aLinkOfAnotherUserIsNotBelieved() throws Exception {
    PrivateFolder.make(cache);
    Path link = Files.createSymbolicLink(folder.resolve("link"), cache);
    boolean root = (Integer) Files.getAttribute(cache, "unix:uid") == 0;
    Assumptions.assumeTrue(root, "skipped: only root can give a link away");
    new ProcessBuilder("chown", "-h", Integer.toString(STRANGER), link.toString())
        .inheritIO()
        .start()
        .waitFor();

    assertThat(PrivateFolder.objection(link)).contains("belongs to another user");
    assertThat(PrivateFolder.objection(cache)).isEmpty();
  }

  @Test
  void rootsFolderIsBelieved() throws Exception {
    Path root = Path.of("/");
    Assumptions.assumeTrue(
        (Integer) Files.getAttribute(root, "unix:uid") == 0, "skipped: / is not root's");

    assertThat(PrivateFolder.objection(root, STRANGER)).isEmpty();
  }

  @Test
  void aFetchIntoAFolderThatAllCanWriteToIsRefused() throws Exception {
    Files.createDirectory(cache);
    letWrite(cache, "rwxrwxrwx");
    try (StandInHub hub = new StandInHub()) {
      Fetching fetching = Fetching.from(hub, cache);

      SourceException refusal = fetching.refusal("hf://" + StandInHub.ID);

      assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(refusal)
          .hasMessageContaining("the cache folder " + cache + " can be written to by every user")
          .hasMessageContaining("lamina.sources.cache.folder");
      assertThat(cache).isEmptyDirectory();
    }
  }

  @Test
  void aFetchMakesItsCacheForItsOwnerAlone() throws Exception {
    try (StandInHub hub = new StandInHub()) {
      Fetching.from(hub, cache).fetch("hf://" + StandInHub.ID);
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
  }

  @Test
  void aDigestThatAStrangerMayHavePlantedIsNotTaken() throws Exception {
    // Given a digest that was replaced, which a cache of one's own is believed to hold
    Path file = folder.resolve("weights");
    Files.writeString(file, "abc");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    RememberedDigests digests = new RememberedDigests(cache);
    String right = digests.sha256(file);
    String planted = "0".repeat(64);
    try (var entries = Files.list(cache.resolve("digests"))) {
      Files.writeString(entries.findFirst().orElseThrow(), planted);
    }
    assertThat(digests.sha256(file)).isEqualTo(planted);

    // When every user can write there
    letWrite(cache, "rwxrwxrwx");

    // Then it is computed
    assertThat(digests.sha256(file)).isEqualTo(right);
  }

  @Test
  void aFileInThePlaceOfTheFolderIsTold() throws Exception {
    Files.createFile(cache);

    assertThatThrownBy(() -> PrivateFolder.make(cache)).isInstanceOf(IOException.class);
  }
}
