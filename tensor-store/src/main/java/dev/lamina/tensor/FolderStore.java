package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Objects as files of a folder. Several processes may use the folder at once.
///
/// An object is written to a temporary file, synced and linked under its name: a link is created
/// by one writer only, and its name never shows half a file.
public final class FolderStore implements ObjectStore {

  private static final String ADVICE =
      "Check that the folder may be written and the disk is not full";

  private final Path folder;
  private final FolderWriter writer;

  private FolderStore(Path folder) {
    this.folder = folder;
    this.writer = new FolderWriter(folder);
  }

  /// The store in a folder, which is made if it is not there.
  public static FolderStore at(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    FolderStore store = new FolderStore(absolute);
    try {
      Files.createDirectories(absolute);
      store.writer.removeOldTemporaries();
      return store;
    } catch (FileAlreadyExistsException e) {
      throw new FaultException(
          Fault.STORE_UNAVAILABLE, absolute + " is a file; the store needs a folder", e);
    } catch (IOException e) {
      throw store.failed("opening the store", e);
    }
  }

  @Override
  public boolean createOnce(String key, byte[] content) {
    Path file = file(key);
    try {
      return writer.link(file, content);
    } catch (UnsupportedOperationException e) {
      throw new FaultException(
          Fault.STORE_UNAVAILABLE,
          "the file system of %s has no hard links; choose a folder on another".formatted(folder),
          e);
    } catch (IOException e) {
      throw failed("creating " + key, e);
    }
  }

  @Override
  public Optional<byte[]> read(String key) {
    try {
      return Optional.of(Files.readAllBytes(file(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("reading " + key, e);
    }
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
      // Asked first, so that a wrong length in an index costs no memory.
      if (offset + length > channel.size()) {
        throw StoreFaults.tooShort(key, offset, length, describe());
      }
      ByteBuffer range = ByteBuffer.allocate(length);
      long position = offset;
      while (range.hasRemaining()) {
        int read = channel.read(range, position);
        if (read < 0) {
          throw StoreFaults.tooShort(key, offset, length, describe());
        }
        position += read;
      }
      return range.array();
    } catch (NoSuchFileException e) {
      throw StoreFaults.missing(key, describe());
    } catch (IOException e) {
      throw failed("reading " + key, e);
    }
  }

  @Override
  public Optional<Long> size(String key) {
    Path file = file(key);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("looking for " + key, e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Path below = folder.resolve(KeyRules.requirePrefix(prefix));
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    try {
      Files.walkFileTree(below, new KeyCollector(keys));
    } catch (IOException e) {
      throw failed("listing " + prefix, e);
    }
    keys.sort(null);
    return List.copyOf(keys);
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw failed("deleting " + key, e);
    }
  }

  @Override
  public void put(String key, byte[] content) {
    try {
      writer.replace(file(key), content);
    } catch (IOException e) {
      throw failed("writing " + key, e);
    }
  }

  @Override
  public String describe() {
    return "folder " + folder;
  }

  @Override
  public void close() {
    // Nothing is held open between calls.
  }

  private Path file(String key) {
    return folder.resolve(KeyRules.requireKey(key));
  }

  private FaultException failed(String what, Exception cause) {
    return StoreFaults.unavailable(what, describe(), ADVICE, cause);
  }

  /// Takes the regular files, without those that are still being written.
  private final class KeyCollector extends SimpleFileVisitor<Path> {

    private final List<String> keys;

    KeyCollector(List<String> keys) {
      this.keys = keys;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.equals(writer.temporaries())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        keys.add(folder.relativize(file).toString().replace(File.separatorChar, '/'));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // Deleted while we looked.
      }
      throw failure;
    }
  }
}
