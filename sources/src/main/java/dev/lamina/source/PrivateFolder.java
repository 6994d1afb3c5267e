package dev.lamina.source;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A folder that strangers can put nothing into: what lies in it is believed without being
/// checked again. Where a file system knows no owners there is nothing to ask.
///
/// Root may own it, as root can do all anyway, and its group may write to it, as whoever lets a
/// group do so trusts it.
final class PrivateFolder {

  private static final long ROOT = 0;
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /// Made only where owners are known.
  private static final class ThisProcess {
    private static final long USER = unsigned(new UnixSystem().getUid());
  }

  /// Makes the folder, for this user alone, unless it is there.
  static void make(Path folder) throws IOException {
    if (knowsOwners(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    } else {
      Files.createDirectories(folder);
    }
  }

  /// What speaks against believing what lies in a folder that is there.
  static Optional<String> objection(Path folder) throws IOException {
    return knowsOwners(folder) ? objection(folder, ThisProcess.USER) : Optional.empty();
  }

  /// @param user number of the user that asks
  static Optional<String> objection(Path folder, long user) throws IOException {
    // A link's owner can lead it elsewhere at any time.
    if (isStrange(owner(folder, LinkOption.NOFOLLOW_LINKS), user)
        || isStrange(owner(folder), user)) {
      return Optional.of("belongs to another user");
    }
    return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)
        ? Optional.of("can be written to by every user")
        : Optional.empty();
  }

  private static boolean knowsOwners(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static boolean isStrange(long owner, long user) {
    return owner != user && owner != ROOT;
  }

  private static long owner(Path folder, LinkOption... links) throws IOException {
    return unsigned(((Number) Files.getAttribute(folder, "unix:uid", links)).longValue());
  }

  /// Java's numbers have a sign, a system's users have none.
  private static long unsigned(long user) {
    return user & 0xffff_ffffL;
  }
}
