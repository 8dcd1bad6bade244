package io.velostream.connector.file;

import io.velostream.connector.file.CommitRecord.CommittedFile;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of a table as a writer of one epoch sees them: what it creates and commits is durable
/// in a hidden folder, and keeps in mind the name that it is to get.
final class StagingFiles implements Files {
  private final Files files;
  private final DurableFiles durable;
  private final String folder;
  private final String prefix;
  private final Set<String> promised;
  private final List<CommittedFile> staged = new ArrayList<>();
  private int next;

  /// @param folder where to stage, with a slash at its end
  /// @param prefix what the names of staged files begin with
  /// @param promised names that other staged files will have
  StagingFiles(Files files, String folder, String prefix, Set<String> promised) {
    this.promised = promised;
    this.files = files;
    this.durable = files.durable();
    this.folder = folder;
    this.prefix = prefix;
  }

  /// The files committed so far.
  List<CommittedFile> staged() {
    return List.copyOf(staged);
  }

  @Override
  public InputStream read(String path) throws IOException {
    return files.read(path);
  }

  @Override
  public long length(String path) throws IOException {
    return files.length(path);
  }

  @Override
  public boolean exists(String path) {
    return files.exists(path)
        || promised.contains(path)
        || staged.stream().anyMatch(file -> file.visible().equals(path));
  }

  @Override
  public boolean isFolder(String path) {
    return files.isFolder(path);
  }

  @Override
  public List<Entry> list(String path) throws IOException {
    return files.list(path);
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    String name = prefix + next++;
    return new Staged(path, name, durable.create(folder + name, DurableFiles.Access.USUAL));
  }

  private final class Staged implements AtomicFile {
    private final String visible;
    private final String name;
    private final DurableFiles.Writing file;
    private final WritingStream stream;

    Staged(String visible, String name, DurableFiles.Writing file) {
      this.visible = visible;
      this.name = name;
      this.file = file;
      this.stream = new WritingStream(file);
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public void commit() throws IOException {
      file.force();
      file.close();
      staged.add(new CommittedFile(name, visible, stream.count(), stream.sum()));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
