package io.velostream.stream.seam;

import java.io.IOException;

/// What it takes to keep files through any death of the process or the machine: each step by
/// itself, so that whoever keeps something says what must be durable before what.
///
/// Nothing is durable before it was forced: the content of a file by [Writing#force()], its name,
/// new, changed or gone, by [#forceFolder(String)] on the folder that holds it.
public interface DurableFiles {
  /// Makes a folder, and those it lies in; nothing happens if it is there. New ones are durable
  /// when the method returns.
  ///
  /// @throws IOException when it cannot be made
  void makeFolder(String path, Access access) throws IOException;

  /// Creates a file to be written from its start.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when there is one
  /// @throws IOException when it cannot be made
  Writing create(String path, Access access) throws IOException;

  /// Gives a file another name in one step; a file that had that name is gone. Where the name is a
  /// symbolic link, the file that it points to is replaced, not the link.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is no such file
  /// @throws IOException when it cannot be done
  void rename(String from, String to) throws IOException;

  /// Gives a file another name in one step, unless there is a file of that name. Of several who try
  /// at once, one succeeds.
  ///
  /// @return whether the file has that name now
  /// @throws java.nio.file.NoSuchFileException when there is no such file
  /// @throws IOException when it cannot be done
  boolean publish(String from, String to) throws IOException;

  /// Deletes a file, or an empty folder; nothing happens if there is none.
  ///
  /// @throws IOException when it cannot be deleted
  void delete(String path) throws IOException;

  /// Makes the names in a folder durable.
  ///
  /// @throws IOException when that cannot be told
  void forceFolder(String path) throws IOException;

  /// Who may read what is made.
  enum Access {
    /// Its owner alone.
    OWNER,
    /// Whoever the system lets.
    USUAL
  }

  /// A file being written; belongs to one thread.
  interface Writing extends AutoCloseable {
    /// Appends bytes.
    ///
    /// @throws IOException when not all could be written; what was written of them is not known
    void write(byte[] bytes, int offset, int count) throws IOException;

    /// Makes what was written durable.
    ///
    /// @throws IOException when that cannot be told; the file must then be taken to be lost:
    ///   forcing it again proves nothing
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
