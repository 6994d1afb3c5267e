package dev.lamina.source;

import dev.lamina.contract.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Fetches the files of one model into a folder. What is there of a file is kept, also over the
/// end of the process, and the rest is fetched.
final class Download {

  private static final int BUFFER_BYTES = 1 << 20;

  private final String source;
  private final Path folder;
  private final Backoff backoff;

  Download(String source, Path folder, Backoff backoff) {
    this.source = source;
    this.folder = folder;
    this.backoff = backoff;
  }

  /// @return SHA-256 of the file, in hexadecimal
  String fetch(RemoteFile file) throws SourceException, IOException {
    Path done = folder.resolve(file.name());
    if (Files.exists(done)) {
      return known(file, done);
    }
    Path part = folder.resolve(file.name() + ".part");
    long there = Files.exists(part) ? Files.size(part) : 0;
    if (there > file.bytes()) {
      Files.delete(part);
      there = 0;
    }
    String sha256;
    try {
      sha256 = append(file, part);
    } catch (WrongContent e) {
      Files.delete(part);
      if (there > 0) {
        // What an earlier process left may have been damaged here, not there.
        return fetch(file);
      }
      throw file.content()
          .wrong(
              "%s of %s is not what was promised: its checksum is %s, and %s was announced; nothing of it is kept"
                  .formatted(file.name(), source, e.found, file.checksum().promised()));
    }
    Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
    return sha256;
  }

  private static final class WrongContent extends Exception {

    private static final long serialVersionUID = 1L;

    private final String found;

    WrongContent(String found) {
      this.found = found;
    }
  }

  private String append(RemoteFile file, Path part)
      throws SourceException, IOException, WrongContent {
    MessageDigest sha256 = Digest.sha256();
    MessageDigest promised = file.checksum().start(file.bytes());
    try (FileChannel out =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (out.read(buffer.clear()) > 0) {
        update(sha256, promised, buffer.flip());
      }
      String what = "reading %s of %s".formatted(file.name(), source);
      try (InputStream in =
          new ResumingStream(what, file.content(), file.bytes(), out.position(), backoff)) {
        for (int n = in.read(buffer.array()); n >= 0; n = in.read(buffer.array())) {
          buffer.clear().limit(n);
          update(sha256, promised, buffer.duplicate());
          while (buffer.hasRemaining()) {
            out.write(buffer);
          }
        }
      } catch (ResumingStream.Final e) {
        throw e.reason();
      }
      // A snapshot is complete also after the machine lost its power.
      out.force(true);
    }
    String found = HexFormat.of().formatHex(promised.digest());
    if (!(file.checksum() instanceof Checksum.None) && !found.equals(file.checksum().promised())) {
      throw new WrongContent(found);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void update(MessageDigest sha256, MessageDigest promised, ByteBuffer bytes) {
    sha256.update(bytes.duplicate());
    promised.update(bytes);
  }

  /// Of a file that was verified before the process ended.
  private static String known(RemoteFile file, Path done) throws IOException {
    return file.checksum() instanceof Checksum.Sha256(String hex)
        ? hex
        : RememberedDigests.read(done);
  }
}
