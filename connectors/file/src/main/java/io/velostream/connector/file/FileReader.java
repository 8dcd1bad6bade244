package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.DecodingReader;
import io.velostream.connector.formats.TextPlace;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file of text.
final class FileReader implements BatchReader {
  private final String path;
  private final FileInput input;
  private final DecodingReader reader;
  private final boolean plain;

  /// @param plain whether the text is the bytes of the file
  FileReader(String path, FileInput input, DecodingReader reader, boolean plain) {
    this.plain = plain;
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
  public Optional<ReadPosition> position() {
    return Optional.of(new ReadPosition(bytes(reader.place())));
  }

  /// What says a place within a file.
  static byte[] bytes(TextPlace place) {
    ByteBuffer bytes = ByteBuffer.allocate(3 * Long.BYTES);
    bytes.putLong(place.offset()).putLong(place.line()).putLong(place.headEnd());
    return bytes.array();
  }

  /// What a position means.
  static TextPlace place(ReadPosition position) {
    if (position.bytes().length != 3 * Long.BYTES) {
      throw new IllegalArgumentException("a place in a text has no " + position);
    }
    ByteBuffer bytes = ByteBuffer.wrap(position.bytes());
    return new TextPlace(bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  /// Bytes of the file before the position; 0 when that is not known.
  long rawPlace() {
    return plain ? reader.place().offset() : 0;
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
