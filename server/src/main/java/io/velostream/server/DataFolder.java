package io.velostream.server;

import io.velostream.columnar.error.EnvironmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The data directory of a server, which belongs to one process at a time.
final class DataFolder implements AutoCloseable {
  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /// Makes the folder if it is not there, for its owner only, and takes it.
  ///
  /// @throws EnvironmentException when another process has it
  static DataFolder take(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new EnvironmentException(
            "another server works on the data directory " + folder,
            new IOException("locked"),
            false);
      }
      return new DataFolder(channel);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot use the data directory %s: %s".formatted(folder, e), e, false);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false; // by another server of this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EnvironmentException("cannot let go of the data directory: " + e, e, false);
    }
  }
}
