package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.OutputStream;

/// Writes the rows of one file, which appears under its name only when it is complete and durable.
final class FileWriter implements BatchWriter {
  private static final int FLUSH_BYTES = 1 << 16;

  private final Files.AtomicFile file;
  private final OutputStream stream;
  private final RowEncoder encoder;
  private final boolean visibleAtOnce;
  private final String path;
  private final TextBuffer buffer = new TextBuffer();
  private boolean complete;

  private FileWriter(
      Files.AtomicFile file,
      OutputStream stream,
      RowEncoder encoder,
      boolean visibleAtOnce,
      String path) {
    this.path = path;
    this.file = file;
    this.stream = stream;
    this.encoder = encoder;
    this.visibleAtOnce = visibleAtOnce;
    encoder.header(buffer);
  }

  /// @param path for messages, and to tell the compression
  static FileWriter open(TableRequest request, String format, String path, Files.AtomicFile file)
      throws IOException {
    Options options = request.options();
    RowEncoder encoder = Formats.encoder(format, request.schema(), options, request.changelog());
    FileOutput output = FileOutput.open(path, request, file);
    return new FileWriter(file, output.stream(), encoder, output.visibleAtOnce(), path);
  }

  /// Bytes that have not gone to the file yet.
  int bufferedBytes() {
    return buffer.length();
  }

  @Override
  public void write(Batch batch) throws IOException {
    encoder.encode(batch, buffer);
    if (buffer.length() >= FLUSH_BYTES) {
      drain();
    }
  }

  @Override
  public void endStep() throws IOException {
    if (visibleAtOnce) {
      drain();
      stream.flush();
    }
  }

  @Override
  public void commit() throws IOException {
    drain();
    complete = true;
    try {
      stream.close();
      file.commit();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void drain() throws IOException {
    try {
      buffer.drainTo(stream);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private IOException failure(IOException e) {
    return new IOException("cannot write '" + path + "': " + FileInput.reason(e), e);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (!complete) {
        stream.close(); // a compressor holds memory that is not the heap's
      }
    }
  }
}
