package io.velostream.runtime.system;

import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file written under a temporary name in the folder of its final one, then synced and renamed.
///
/// The rename is atomic because both names lie in one folder; syncing the data first and the folder
/// after it makes sure that a crash leaves either the old content or the whole new one.
final class ReplacedFile implements Files.AtomicFile {
  private static final int MAX_ATTEMPTS = 1_000;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean committed;

  private ReplacedFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.stream = Channels.newOutputStream(channel);
  }

  static ReplacedFile create(Path path) throws IOException {
    // Through a symbolic link, the file it points to is replaced, not the link.
    Path target = java.nio.file.Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path name = target.getFileName();
    if (name == null) {
      throw new IOException("'" + path + "' is a folder");
    }
    long pid = ProcessHandle.current().pid();
    for (int attempt = 0; ; attempt++) {
      Path temporary = target.resolveSibling("." + name + "." + pid + "-" + attempt + ".tmp");
      try {
        FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new ReplacedFile(target, temporary, channel);
      } catch (FileAlreadyExistsException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    channel.force(true);
    channel.close();
    java.nio.file.Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    Path folder = target.getParent();
    if (folder != null) {
      SystemDurableFiles.force(folder);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!committed) {
      java.nio.file.Files.deleteIfExists(temporary);
    }
  }
}
