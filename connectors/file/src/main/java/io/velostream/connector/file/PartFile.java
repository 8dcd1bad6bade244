package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// One file of several, with what it holds so far.
final class PartFile implements AutoCloseable {
  private final BatchWriter writer;
  private final Counted counted;
  private final long openedNanos;
  private long rows;

  private PartFile(BatchWriter writer, Counted counted, long openedNanos) {
    this.writer = writer;
    this.counted = counted;
    this.openedNanos = openedNanos;
  }

  static PartFile open(TableRequest request, FileFormat format, String path) throws IOException {
    Files files = request.world().files();
    String folder = PartNames.folderOf(path);
    if (!folder.isEmpty()) {
      files.makeFolder(folder);
    }
    Counted file = new Counted(files.create(path));
    try {
      BatchWriter writer = format.writer(request, path, file);
      return new PartFile(writer, file, request.world().clock().monotonicNanos());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  void write(Batch batch) throws IOException {
    writer.write(batch);
    for (int k = 0; k < batch.rowCount(); k++) {
      rows += Math.abs(batch.weightAt(batch.rowAt(k)));
    }
  }

  long rows() {
    return rows;
  }

  /// Bytes of the file so far; what a compressor holds back is not known.
  long bytes() {
    return counted.bytes + (writer instanceof FileWriter text ? text.bufferedBytes() : 0);
  }

  long openedNanos() {
    return openedNanos;
  }

  /// Completes the file, which then appears under its name.
  void commit() throws IOException {
    writer.commit();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /// Counts what is written to a file.
  private static final class Counted implements Files.AtomicFile {
    private final Files.AtomicFile file;
    private final OutputStream stream;
    private long bytes;

    Counted(Files.AtomicFile file) {
      this.file = file;
      this.stream =
          new FilterOutputStream(file.stream()) {
            @Override
            public void write(int value) throws IOException {
              out.write(value);
              bytes++;
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
              out.write(buffer, offset, length);
              bytes += length;
            }
          };
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public void commit() throws IOException {
      file.commit();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
