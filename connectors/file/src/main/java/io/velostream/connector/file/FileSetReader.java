package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.stream.seam.Files;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads files one after the other, in order of their paths.
final class FileSetReader implements BatchReader {
  private final List<String> files;
  private final FileFormat.Source source;
  private final PartitionColumns partitions;
  private final Files seam;
  private final long bytesTotal;
  private @Nullable BatchReader current;
  private int next;

  /// Bytes of the files that have been read to their ends.
  private long bytesDone;

  FileSetReader(
      List<String> files, FileFormat.Source source, PartitionColumns partitions, Files seam) {
    this.files = files;
    this.source = source;
    this.partitions = partitions;
    this.seam = seam;
    this.bytesTotal = length(files, seam);
  }

  private static long length(List<String> files, Files seam) {
    long total = 0;
    for (String file : files) {
      try {
        long length = file.equals(FileSet.STANDARD) ? -1 : seam.length(file);
        if (length < 0) {
          return -1;
        }
        total += length;
      } catch (IOException _) {
        return -1; // opening the file will say what is wrong with it
      }
    }
    return total;
  }

  /// Opens the first file, so that one that cannot be read is found before anything runs.
  FileSetReader opened() {
    openNext();
    return this;
  }

  /// Opens the file of a place there.
  ///
  /// @throws io.velostream.columnar.error.UserException when it is no longer the file that was read
  FileSetReader openedAt(FilePlace place) {
    next = place.current();
    if (place.isInside()) {
      String path = files.get(next++);
      try {
        if (!seam.exists(path)) {
          throw FileSet.missing(path, seam);
        }
        place.print().check(path, seam);
        partitions.enter(path);
        current = source.open(path, new ReadPosition(place.inside()));
      } catch (IOException e) {
        throw FileInput.readError(path, 0, e);
      }
    }
    return this;
  }

  @Override
  public Optional<ReadPosition> position() throws IOException {
    BatchReader reader = current;
    if (reader == null) {
      return Optional.of(new FilePlace(files, next, FilePrint.NONE, new byte[0]).toPosition());
    }
    String path = files.get(next - 1);
    Optional<ReadPosition> inside = reader.position();
    if (inside.isEmpty() || !seam.exists(path)) {
      return Optional.empty();
    }
    long place = reader instanceof FileReader text ? text.rawPlace() : 0;
    FilePrint print = FilePrint.of(path, place, seam);
    return Optional.of(new FilePlace(files, next - 1, print, inside.get().bytes()).toPosition());
  }

  private boolean openNext() {
    if (next == files.size()) {
      return false;
    }
    String path = files.get(next++);
    try {
      partitions.enter(path);
      current = source.open(path);
    } catch (NoSuchFileException | FileNotFoundException _) {
      throw FileSet.missing(path, seam);
    } catch (IOException e) {
      throw FileInput.readError(path, 0, e);
    }
    return true;
  }

  @Override
  public @Nullable Batch read() throws IOException {
    while (current != null || openNext()) {
      BatchReader reader = current;
      if (reader == null) {
        throw new IllegalStateException("no file is open");
      }
      Batch batch = reader.read();
      if (batch != null) {
        return partitions.complete(batch);
      }
      bytesDone += reader.bytesRead();
      current = null;
      reader.close();
    }
    return null;
  }

  @Override
  public long bytesRead() {
    return bytesDone + (current == null ? 0 : current.bytesRead());
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
