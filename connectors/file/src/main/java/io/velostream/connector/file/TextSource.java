package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.ColumnSet;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.DecodingReader;
import io.velostream.connector.formats.Encoding;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.PieceReader;
import io.velostream.connector.formats.RowDecoder;
import io.velostream.connector.formats.TextPlace;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;

/// Reads the files of a table of text into one set of columns: whole ones one after the other, and
/// ones that grow in turns.
final class TextSource implements FileFormat.Source {
  private final String format;
  private final TableRequest request;
  private final DecodeRequest decoding;
  private final ColumnSet columns;

  TextSource(String format, TableRequest request) {
    this.format = format;
    this.request = request;
    this.decoding =
        new DecodeRequest(
            request.schema(),
            request.columns(),
            request.batchRows(),
            request.options(),
            request.options().getBoolean(FileConnector.UNION_BY_NAME),
            request.badRows());
    this.columns = Formats.columns(format, decoding);
  }

  @Override
  public BatchReader open(String path) throws IOException {
    RowDecoder decoder = Formats.decoder(format, decoding, columns, path);
    Encoding encoding = Encoding.of(request.options());
    FileInput input = input(path);
    return new FileReader(
        path,
        input,
        new DecodingReader(encoding.utf8(input.stream()), decoder, path),
        isPlain(input));
  }

  @Override
  public BatchReader open(String path, ReadPosition from) throws IOException {
    TextPlace place = FileReader.place(from);
    RowDecoder decoder = Formats.decoder(format, decoding, columns, path);
    byte[] head;
    try (FileInput start = input(path)) {
      InputStream text = Encoding.of(request.options()).utf8(start.stream());
      head = text.readNBytes(DecodingReader.headBytes(place, decoder));
    }
    FileInput input = input(path);
    try {
      InputStream text = Encoding.of(request.options()).utf8(input.stream());
      text.skipNBytes(place.offset());
      return new FileReader(
          path, input, DecodingReader.at(place, head, text, decoder, path), isPlain(input));
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private boolean isPlain(FileInput input) {
    return input.isPlain() && isUtf8();
  }

  private FileInput input(String path) throws IOException {
    return FileInput.open(
        path, request.options().get(FileConnector.COMPRESSION), request.world().files());
  }

  /// Reads a file piece by piece.
  ///
  /// @param path for messages
  PieceReader pieces(String path, Files.RandomAccess file, long length, int pieceBytes) {
    RowDecoder decoder = Formats.decoder(format, decoding, columns, path);
    return new PieceReader(file, length, decoder, pieceBytes, path);
  }

  /// A batch without rows, to be made before others are read.
  Batch none() {
    return columns.batch(new byte[RowDecoder.PADDING]);
  }

  /// Whether bytes of the files are read as they are.
  boolean isUtf8() {
    return Encoding.of(request.options()).isUtf8();
  }

  /// Reads a file that grows.
  ///
  /// @param path for messages
  Tail tail(String path, InputStream content) {
    RowDecoder decoder = Formats.decoder(format, decoding, columns, path);
    return new Tail(decoder, DecodingReader.growing(content, decoder, path));
  }

  /// What reads a file that grows. Before it reads on, `decoder` must be told to resume.
  record Tail(RowDecoder decoder, DecodingReader reader) {}
}
