package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.DecodingReader;
import io.velostream.connector.spi.BatchReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file of text.
final class FileReader implements BatchReader {
  private final String path;
  private final FileInput input;
  private final DecodingReader reader;

  FileReader(String path, FileInput input, DecodingReader reader) {
    this.path = path;
    this.input = input;
    this.reader = reader;
  }

  @Override
  public @Nullable Batch read() {
    try {
      Batch batch = reader.read();
      if (batch == null) {
        input.checkLength(path);
      }
      return batch;
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
