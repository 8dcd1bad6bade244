package io.velostream.runtime.system;

import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The file system of the machine.
final class SystemFiles implements Files {
  private static final String STANDARD = "-";

  private final StandardInput standardInput = new StandardInput(System.in);

  @Override
  public InputStream read(String path) throws IOException {
    return path.equals(STANDARD)
        ? standardInput.open()
        : java.nio.file.Files.newInputStream(resolve(path));
  }

  @Override
  public RandomAccess open(String path) throws IOException {
    return exists(path) ? ChannelAccess.open(resolve(path)) : Files.super.open(path);
  }

  @Override
  public long length(String path) throws IOException {
    if (path.equals(STANDARD)) {
      return -1;
    }
    Path file = resolve(path);
    return java.nio.file.Files.isRegularFile(file) ? java.nio.file.Files.size(file) : -1;
  }

  @Override
  public void makeFolder(String path) throws IOException {
    java.nio.file.Files.createDirectories(resolve(path));
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    Path file = resolve(path);
    BasicFileAttributes attributes;
    try {
      attributes = java.nio.file.Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    if (!attributes.isRegularFile()) {
      return Optional.empty();
    }
    Object key = attributes.fileKey();
    // Where the system has no key, a file that is renamed is another one.
    String identity = key == null ? path + '@' + attributes.creationTime() : key.toString();
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return Optional.of(new Status(identity, attributes.size(), modified));
  }

  @Override
  public boolean exists(String path) {
    try {
      return java.nio.file.Files.isRegularFile(resolve(path));
    } catch (IOException _) {
      return false; // a text that is no path names no file
    }
  }

  @Override
  public boolean isFolder(String path) {
    try {
      return java.nio.file.Files.isDirectory(resolve(path));
    } catch (IOException _) {
      return false; // a text that is no path names no folder
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = java.nio.file.Files.newDirectoryStream(resolve(folder))) {
      for (Path path : paths) {
        Path name = path.getFileName();
        if (name != null) {
          boolean folderItself = java.nio.file.Files.isDirectory(path);
          boolean link = java.nio.file.Files.isSymbolicLink(path);
          entries.add(new Entry(name.toString(), folderItself, link));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    if (path.equals(STANDARD)) {
      return new DirectOutput(new CheckedOutput(System.out), false);
    }
    Path target = resolve(path);
    if (java.nio.file.Files.exists(target) && !java.nio.file.Files.isRegularFile(target)) {
      // A device or a pipe, such as /dev/null: it cannot be replaced, only written to.
      OutputStream stream = java.nio.file.Files.newOutputStream(target);
      return new DirectOutput(stream, true);
    }
    return ReplacedFile.create(target);
  }

  @Override
  public DurableFiles durable() {
    return new SystemDurableFiles();
  }

  static Path resolve(String path) throws IOException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException("'" + path + "' is no path: " + e.getReason(), e);
    }
  }
}
