package io.velostream.server;

import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files below some folders only, for statements that come from outside. A path counts as what it
/// really is, after symbolic links, and only regular files and folders are there at all: no
/// devices, no pipes. Standard output can be written to (the connector `print`); standard input
/// cannot be read.
///
/// It keeps statements from the rest of the machine. It is no fence against somebody who can move
/// links about below the roots while a statement is at work.
final class ConfinedFiles implements Files {
  private static final String STANDARD = "-";

  private final Files files;
  private final List<Path> roots;

  /// @param roots folders that exist
  /// @throws IOException when one of them does not
  ConfinedFiles(Files files, List<Path> roots) throws IOException {
    this.files = files;
    this.roots = new ArrayList<>();
    for (Path root : roots) {
      this.roots.add(root.toRealPath());
    }
  }

  /// Where a path really leads.
  ///
  /// @throws IOException when that is outside of the roots
  String realPath(String path) throws IOException {
    return allowed(path);
  }

  /// The path as it really is.
  private String allowed(String path) throws IOException {
    Path real = real(path);
    if (real == null || roots.stream().noneMatch(real::startsWith)) {
      throw outside(path);
    }
    boolean special =
        java.nio.file.Files.exists(real, LinkOption.NOFOLLOW_LINKS)
            && !java.nio.file.Files.isRegularFile(real)
            && !java.nio.file.Files.isDirectory(real);
    if (special) {
      throw new IOException("'" + path + "' is no regular file");
    }
    return real.toString();
  }

  private IOException outside(String path) {
    return new IOException(
        "'%s' is outside of the folders that the server may use: %s"
            .formatted(path, String.join(", ", roots.stream().map(Path::toString).toList())));
  }

  /// The real path of a file, or of one that is still to be made in a folder that may be still to
  /// be made; `null` when there is no telling.
  private static @Nullable Path real(String path) throws IOException {
    Path given;
    try {
      given = Path.of(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IOException("'" + path + "' is no path: " + e.getReason(), e);
    }
    Path there = given;
    while (there != null && !java.nio.file.Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there == null) {
      return null;
    }
    Path rest = there.relativize(given);
    for (Path part : rest) {
      if (part.toString().equals("..")) {
        return null; // beyond what does not exist
      }
    }
    return there.toRealPath().resolve(rest).normalize();
  }

  @Override
  public InputStream read(String path) throws IOException {
    return files.read(allowed(path));
  }

  @Override
  public RandomAccess open(String path) throws IOException {
    return files.open(allowed(path));
  }

  @Override
  public long length(String path) throws IOException {
    return files.length(allowed(path));
  }

  @Override
  public boolean exists(String path) {
    try {
      return files.exists(allowed(path));
    } catch (IOException _) {
      return false; // what is outside is not there
    }
  }

  @Override
  public void makeFolder(String path) throws IOException {
    files.makeFolder(allowed(path));
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    return files.status(allowed(path));
  }

  @Override
  public boolean isFolder(String path) {
    try {
      return files.isFolder(allowed(path));
    } catch (IOException _) {
      return false; // what is outside is not there
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return files.list(allowed(folder.isEmpty() ? "." : folder));
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    return files.create(path.equals(STANDARD) ? path : allowed(path));
  }

  @Override
  public DurableFiles durable() {
    return new Durable(files.durable());
  }

  /// The same folders, step by step.
  private final class Durable implements DurableFiles {
    private final DurableFiles durable;

    Durable(DurableFiles durable) {
      this.durable = durable;
    }

    @Override
    public void makeFolder(String path, Access access) throws IOException {
      durable.makeFolder(allowed(path), access);
    }

    @Override
    public Writing create(String path, Access access) throws IOException {
      return durable.create(allowed(path), access);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      durable.rename(allowed(from), allowed(to));
    }

    @Override
    public boolean publish(String from, String to) throws IOException {
      return durable.publish(allowed(from), allowed(to));
    }

    @Override
    public void delete(String path) throws IOException {
      durable.delete(allowed(path));
    }

    @Override
    public void forceFolder(String path) throws IOException {
      durable.forceFolder(allowed(path));
    }
  }
}
