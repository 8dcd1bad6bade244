package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.DecodingReader;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowDecoder;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file.
final class FileReader implements BatchReader {
  private final String path;
  private final FileInput input;
  private final DecodingReader reader;

  private FileReader(String path, FileInput input, DecodingReader reader) {
    this.path = path;
    this.input = input;
    this.reader = reader;
  }

  static FileReader open(TableRequest request) {
    Options options = request.options();
    String path = options.get(FileConnector.PATH);
    RowDecoder decoder =
        Formats.decoder(
            options.get(FileConnector.FORMAT),
            new DecodeRequest(
                request.schema(),
                request.columns(),
                request.batchRows(),
                options,
                path,
                request.badRows()));
    try {
      FileInput input =
          FileInput.open(path, options.get(FileConnector.COMPRESSION), request.world().files());
      return new FileReader(path, input, new DecodingReader(input.stream(), decoder, path));
    } catch (IOException e) {
      throw FileInput.readError(path, 0, e);
    }
  }

  @Override
  public @Nullable Batch read() {
    try {
      return reader.read();
    } catch (IOException e) {
      throw FileInput.readError(path, reader.rows(), e);
    }
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return input.length();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
