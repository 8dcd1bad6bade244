package io.velostream.runtime.system;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The file system of the machine, step by step.
final class SystemDurableFiles implements DurableFiles {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  @Override
  public void makeFolder(String path, Access access) throws IOException {
    makeFolder(SystemFiles.resolve(path).toAbsolutePath(), access);
  }

  private static void makeFolder(Path folder, Access access) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      makeFolder(parent, access);
    }
    try {
      Files.createDirectory(folder, attributes(folder, access, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) { // if it is one, somebody else was faster
        throw e;
      }
    }
    if (parent != null) {
      force(parent);
    }
  }

  @Override
  public Writing create(String path, Access access) throws IOException {
    Path file = SystemFiles.resolve(path);
    return new Channel(FileChannel.open(file, NEW, attributes(file, access, "rw-------")));
  }

  private static FileAttribute<?>[] attributes(Path path, Access access, String permissions) {
    boolean owner = access == Access.OWNER && hasPermissions(path);
    return owner
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path name = SystemFiles.resolve(to);
    Path target = Files.exists(name) ? name.toRealPath() : name;
    Files.move(
        SystemFiles.resolve(from),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public boolean publish(String from, String to) throws IOException {
    Path source = SystemFiles.resolve(from);
    try {
      // Unlike a rename, a link does not replace what is there.
      Files.createLink(SystemFiles.resolve(to), source);
    } catch (FileAlreadyExistsException _) {
      return false;
    }
    Files.delete(source);
    return true;
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(SystemFiles.resolve(path));
  }

  @Override
  public void forceFolder(String path) throws IOException {
    force(SystemFiles.resolve(path));
  }

  static void force(Path folder) throws IOException {
    if (hasPermissions(folder)) { // elsewhere a folder cannot be opened
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private record Channel(FileChannel channel) implements Writing {
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
