package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// Writes the rows of one file, which appears under its name only when it is complete and durable.
final class FileWriter implements BatchWriter {
  private static final int FLUSH_BYTES = 1 << 16;
  private static final int COMPRESSED_BUFFER = 1 << 16;

  private final Files.AtomicFile file;
  private final OutputStream stream;
  private final RowEncoder encoder;
  private final boolean visibleAtOnce;
  private final TextBuffer buffer = new TextBuffer();

  private FileWriter(
      Files.AtomicFile file, OutputStream stream, RowEncoder encoder, boolean visibleAtOnce) {
    this.file = file;
    this.stream = stream;
    this.encoder = encoder;
    this.visibleAtOnce = visibleAtOnce;
    encoder.header(buffer);
  }

  static FileWriter open(TableRequest request) {
    Options options = request.options();
    String path = options.get(FileConnector.PATH);
    RowEncoder encoder =
        Formats.encoder(
            options.get(FileConnector.FORMAT), request.schema(), options, request.changelog());
    String compression = options.get(FileConnector.COMPRESSION);
    boolean gzip =
        compression.equals("gzip") || (compression.equals("auto") && FileTables.isGzip(path));
    try {
      Files.AtomicFile file = request.world().files().create(path);
      OutputStream stream =
          gzip ? new GZIPOutputStream(file.stream(), COMPRESSED_BUFFER) : file.stream();
      return new FileWriter(file, stream, encoder, path.equals("-") && !gzip);
    } catch (IOException e) {
      throw new EnvironmentException("cannot write '" + path + "': " + e, e, false);
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    encoder.encode(batch, buffer);
    if (buffer.length() >= FLUSH_BYTES) {
      buffer.drainTo(stream);
    }
  }

  @Override
  public void endStep() throws IOException {
    if (visibleAtOnce) {
      buffer.drainTo(stream);
      stream.flush();
    }
  }

  @Override
  public void commit() throws IOException {
    buffer.drainTo(stream);
    if (stream instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    stream.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
