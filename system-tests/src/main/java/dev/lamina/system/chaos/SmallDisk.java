package dev.lamina.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A folder on a disk of its own, small enough to be filled up: a `tmpfs`, which only root may
/// mount. Elsewhere it is an ordinary folder that is never full.
final class SmallDisk implements AutoCloseable {

  private static final String SIZE = "size=512m";
  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final Optional<String> whyNot;
  private boolean closed;

  private SmallDisk(Path folder, Optional<String> whyNot) {
    this.folder = folder;
    this.whyNot = whyNot;
  }

  static SmallDisk at(Path folder) {
    try {
      Files.createDirectories(folder);
      String refused = run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
      if (!refused.isEmpty()) {
        return new SmallDisk(folder, Optional.of("no small disk can be mounted here: " + refused));
      }
      SmallDisk disk = new SmallDisk(folder, Optional.empty());
      // Also when somebody interrupts the run.
      Runtime.getRuntime().addShutdownHook(new Thread(disk::close));
      return disk;
    } catch (IOException e) {
      return new SmallDisk(folder, Optional.of("no small disk can be mounted here: " + e));
    }
  }

  /// Why it cannot be filled on this machine.
  Optional<String> whyNot() {
    return whyNot;
  }

  /// Takes all the room that is left.
  void fill() {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) 1);
    for (int size = BLOCK; size > 0; size /= 256) {
      try (OutputStream out = Files.newOutputStream(filler(size))) {
        while (true) {
          out.write(block, 0, size);
        }
      } catch (IOException full) {
        // As wanted; what is left is less than a block.
      }
    }
  }

  /// Gives it back.
  void free() {
    try {
      for (int size = BLOCK; size > 0; size /= 256) {
        Files.deleteIfExists(filler(size));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler(int size) {
    return folder.resolve("filler-" + size);
  }

  @Override
  public synchronized void close() {
    if (whyNot.isEmpty() && !closed) {
      closed = true;
      try {
        run("umount", "-l", folder.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// @return what the command complained of
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      return process.waitFor() == 0 ? "" : output.isEmpty() ? "refused" : output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
