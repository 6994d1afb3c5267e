package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {

  @TempDir Path folder;

  @Override
  ObjectStore empty() {
    return FolderStore.at(folder.resolve("store"));
  }

  @Override
  ObjectStore again() {
    return FolderStore.at(folder.resolve("store"));
  }

  @Test
  void aFileWhereTheFolderShouldBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> FolderStore.at(file))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
        .hasMessage(file + " is a file; the store needs a folder");
  }

  @Test
  void whatCannotBeWrittenIsAFaultThatSaysWhere() throws IOException {
    store.createOnce("a", bytes("a file where a folder is needed next"));

    assertThatThrownBy(() -> store.createOnce("a/b", bytes("x")))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
        .hasMessageContaining("creating a/b in " + store.describe());
  }

  @Test
  void leftoversOfKilledWritersGoAfterADayAndAreNeverListed() throws IOException {
    // Given
    Path temporaries = Files.createDirectories(folder.resolve("store/.tmp"));
    Path old = Files.writeString(temporaries.resolve("old"), "half");
    Path young = Files.writeString(temporaries.resolve("young"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    // When
    ObjectStore reopened = again();

    // Then
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(reopened.list("")).isEmpty();
  }

  @Test
  void writingLeavesNothingButTheObject() throws IOException {
    store.createOnce("a", bytes("x"));
    store.createOnce("a", bytes("y"));
    store.put("b", bytes("z"));

    assertThat(folder.resolve("store/.tmp")).isEmptyDirectory();
    try (var files = Files.list(folder.resolve("store"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".tmp", "a", "b");
    }
  }
}
