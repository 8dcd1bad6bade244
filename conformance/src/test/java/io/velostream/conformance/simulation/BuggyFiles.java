package io.velostream.conformance.simulation;

import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Files as a program with a bug would use them.
final class BuggyFiles implements Files, DurableFiles {
  /// What a bug does instead of what was asked for; by itself it does that.
  interface Habit {
    default void force(String path, Writing file) throws IOException {
      file.force();
    }

    default void forceFolder(DurableFiles files, String path) throws IOException {
      files.forceFolder(path);
    }

    default boolean publish(DurableFiles files, String from, String to) throws IOException {
      return files.publish(from, to);
    }

    default void write(Writing file, byte[] bytes, int offset, int count) throws IOException {
      file.write(bytes, offset, count);
    }
  }

  private final DisturbedFiles files;
  private final Habit habit;

  BuggyFiles(DisturbedFiles files, Habit habit) {
    this.files = files;
    this.habit = habit;
  }

  @Override
  public DurableFiles durable() {
    return this;
  }

  @Override
  public Writing create(String path, Access access) throws IOException {
    Writing file = files.create(path, access);
    return new Writing() {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        habit.write(file, bytes, offset, count);
      }

      @Override
      public void force() throws IOException {
        habit.force(path, file);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public boolean publish(String from, String to) throws IOException {
    return habit.publish(files, from, to);
  }

  @Override
  public void forceFolder(String path) throws IOException {
    habit.forceFolder(files, path);
  }

  @Override
  public void makeFolder(String path, Access access) throws IOException {
    files.makeFolder(path, access);
  }

  @Override
  public void makeFolder(String path) throws IOException {
    files.makeFolder(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(path);
  }

  @Override
  public InputStream read(String path) throws IOException {
    return files.read(path);
  }

  @Override
  public RandomAccess open(String path) throws IOException {
    return files.open(path);
  }

  @Override
  public long length(String path) throws IOException {
    return files.length(path);
  }

  @Override
  public boolean exists(String path) {
    return files.exists(path);
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    return files.status(path);
  }

  @Override
  public boolean isFolder(String path) {
    return files.isFolder(path);
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return files.list(folder);
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    return files.create(path);
  }
}
