package dev.lamina.tensor;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Puts whole, synced files under their names.
final class FolderWriter {

  /// Older ones were left by a process that was killed.
  private static final Duration OLD = Duration.ofDays(1);

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Path folder;
  private final Path temporaries;

  /// Folders that are known to be on disk.
  private final Set<Path> synced = ConcurrentHashMap.newKeySet();

  FolderWriter(Path folder) {
    this.folder = folder;
    this.temporaries = folder.resolve(".tmp");
  }

  /// Where files are written before they have a name. Keys cannot begin with a dot.
  Path temporaries() {
    return temporaries;
  }

  /// @return false if the name was taken
  boolean link(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      sync(above(file));
      return false;
    }
    // Outside of the try: a file where a folder should be does not mean that the object is there.
    makeFolder(above(file));
    Path temporary = write(content);
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
      sync(above(file));
    }
  }

  void replace(Path file, byte[] content) throws IOException {
    Path temporary = write(content);
    try {
      makeFolder(above(file));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(above(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  void removeOldTemporaries() throws IOException {
    if (!Files.isDirectory(temporaries)) {
      return;
    }
    Instant limit = Instant.now().minus(OLD);
    try (Stream<Path> files = Files.list(temporaries)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        // A file that has just vanished reads as very old; there is nothing to delete then.
        if (file.toFile().lastModified() < limit.toEpochMilli()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path write(byte[] content) throws IOException {
    Files.createDirectories(temporaries);
    Path temporary = temporaries.resolve(UUID.randomUUID().toString());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
      return temporary;
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /// A file is as durable as the entries of all folders above it.
  private void makeFolder(Path parent) throws IOException {
    Files.createDirectories(parent);
    for (Path made = parent; !made.equals(folder) && !synced.contains(made); made = above(made)) {
      sync(above(made));
      synced.add(made);
    }
  }

  private static Path above(Path path) {
    return requireNonNull(path.getParent());
  }

  private static void sync(Path directory) throws IOException {
    // Windows opens no folder as a file, and keeps its entries itself.
    if (!WINDOWS) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
