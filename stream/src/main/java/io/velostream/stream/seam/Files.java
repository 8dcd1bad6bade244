package io.velostream.stream.seam;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// The only way to the file system. Paths are text as the user wrote it, relative ones resolved
/// against the working directory.
public interface Files {
  /// Opens a file to be read from its start; `"-"` is standard input, which can be opened again as
  /// long as only its head has been read.
  ///
  /// @throws IOException when there is no such file or it cannot be read
  InputStream read(String path) throws IOException;

  /// Opens a file to be read at any place. A file system that has no such way reads the whole file
  /// into memory, as this method does unless it is overridden.
  ///
  /// @throws IOException when there is no such file or it cannot be read
  default RandomAccess open(String path) throws IOException {
    try (InputStream in = read(path)) {
      return new BytesAccess(in.readAllBytes());
    }
  }

  /// Length in bytes, or -1 when unknown (standard input).
  ///
  /// @throws IOException when there is no such file
  long length(String path) throws IOException;

  /// Whether the path names an existing regular file.
  boolean exists(String path);

  /// Makes a folder and those it lies in; nothing happens if it is there.
  ///
  /// @throws IOException when it cannot be made
  default void makeFolder(String path) throws IOException {}

  /// What is known of an existing regular file without opening it; nothing when there is none.
  ///
  /// @throws IOException when it cannot be told
  default Optional<Status> status(String path) throws IOException {
    return exists(path) ? Optional.of(new Status(path, length(path), 0)) : Optional.empty();
  }

  /// Whether the path names an existing folder.
  boolean isFolder(String path);

  /// What lies in a folder, in order of names; the empty path is the working directory.
  ///
  /// @throws IOException when there is no such folder or it cannot be read
  List<Entry> list(String folder) throws IOException;

  /// Opens a file that becomes visible under its name only by [AtomicFile#commit()]. `"-"` is
  /// standard output; that, a device or a pipe shows what is written at once.
  ///
  /// @throws IOException when the folder cannot be written to
  AtomicFile create(String path) throws IOException;

  /// The steps by which files outlive a crash.
  ///
  /// @throws UnsupportedOperationException where files are only read, or only written as a whole
  default DurableFiles durable() {
    throw new UnsupportedOperationException("these files cannot be made durable step by step");
  }

  /// A regular file at one moment.
  ///
  /// @param identity stays with the file when it is renamed; another file that has it after this
  ///   one was deleted has it only if nobody held this one open
  /// @param length in bytes
  /// @param modified when it was written to last, for comparison
  record Status(String identity, long length, long modified) {}

  /// What a folder holds.
  ///
  /// @param name without the folder
  /// @param folder whether it is a folder itself, or a link to one
  /// @param link whether it only points to where it really lies
  record Entry(String name, boolean folder, boolean link) {}

  /// A file that can be read at any place; belongs to one thread.
  interface RandomAccess extends AutoCloseable {
    /// Length in bytes.
    ///
    /// @throws IOException when it cannot be told
    long length() throws IOException;

    /// Reads `count` bytes from `position` on into `target` at `offset`.
    ///
    /// @throws java.io.EOFException when the file ends before
    /// @throws IOException when the file cannot be read
    void read(long position, byte[] target, int offset, int count) throws IOException;

    @Override
    void close() throws IOException;
  }

  /// A file being written beside its final place.
  interface AtomicFile extends AutoCloseable {
    /// Where to write; buffered by the caller.
    OutputStream stream();

    /// Makes what was written durable and visible in one step, replacing an older file.
    ///
    /// @throws IOException when the data could not be made durable; the old file is then untouched
    void commit() throws IOException;

    /// Drops what was written, unless it was committed.
    @Override
    void close() throws IOException;
  }
}
