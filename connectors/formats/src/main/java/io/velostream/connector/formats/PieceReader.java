package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.Arrays;

/// Decodes a file of text piece by piece, in any order; each piece is one batch.
///
/// A row belongs to the piece in which it begins. Where that is can depend on all of the file
/// before: behind a newline, a row begins only if no quotes are open. So a piece is decoded from a
/// place that is given, which may be [#guess()], and says where the next row begins, which is what
/// the next piece should have begun with. Bad rows are reported as they are met, by lines that
/// count on from [#linesBefore()].
///
/// All readers of a file must be told the same length. Places are counted in bytes of the file; one
/// behind its end is one for the newline that the last line lacks.
public final class PieceReader {
  /// What is read beyond a piece for the row that crosses its end.
  private static final int BEYOND = 8_192;

  private static final int SKIPPED_AT_ONCE = 65_536;

  private final Files.RandomAccess file;
  private final long length;
  private final RowDecoder decoder;
  private final String source;
  private final int beyond;
  private byte[] window = {};

  /// Place of the first byte of the window.
  private long base;

  /// End of what the window holds.
  private int to;

  private boolean atEnd;
  private long pieceFrom;
  private long pieceTo;
  private long firstRow;
  private long nextRow;
  private long linesBefore;

  /// Where the first row of the file ends, if it tells about the others.
  private long headEnd;

  /// @param pieceBytes how long pieces are, about
  /// @param source name of the file for messages
  public PieceReader(
      Files.RandomAccess file, long length, RowDecoder decoder, int pieceBytes, String source) {
    this.file = file;
    this.length = length;
    this.decoder = decoder;
    this.source = source;
    this.beyond = Math.min(BEYOND, pieceBytes);
  }

  /// Reads what comes before the first row: a byte order mark, lines to skip, a header. To be
  /// called once and first.
  ///
  /// @throws java.io.EOFException when the file has become shorter
  /// @throws IOException when it cannot be read
  public void readHead() throws IOException {
    load(0, Math.max(3, beyond));
    int at = DecodingReader.byteOrderMark(window, 0, to, source);
    while (!decoder.isStarted()) {
      long start = base + at;
      at = decoder.decode(window, at, to, 0, atEnd);
      if (decoder.isStarted()) {
        headEnd = start + decoder.headBytes();
      }
      if (decoder.isStarted() || atEnd) {
        break;
      }
      if (at > SKIPPED_AT_ONCE) {
        load(base + at, beyond);
        at = 0;
      } else if (!extend(at)) {
        load(lineBehind(at), beyond);
        at = 0;
      }
    }
    firstRow = base + at;
    linesBefore = decoder.bad.line() - 1;
  }

  /// Where the first row begins; at or behind the end when there is none.
  public long firstRow() {
    return firstRow;
  }

  /// Where the first row of the file ends, if it tells about the others; 0 otherwise.
  public long headEnd() {
    return headEnd;
  }

  /// Whether the guess for every piece is right, whatever comes before it.
  public boolean isCertain() {
    return decoder.linesAreRows();
  }

  /// Reads the bytes of a piece.
  ///
  /// @throws java.io.EOFException when the file has become shorter
  /// @throws IOException when it cannot be read
  public void load(Piece piece) throws IOException {
    pieceFrom = piece.from();
    pieceTo = piece.to();
    long from = Math.max(0, pieceFrom - 1); // the newline before may be the end of a row
    load(from, (int) (pieceTo - from) + beyond);
  }

  /// Where the first row of the piece begins, if the first newline is the end of a row; behind the
  /// piece when there is none in it.
  public long guess() {
    if (firstRow >= pieceFrom) {
      return firstRow;
    }
    int newline = Lines.newline(window, 0, (int) (pieceTo - 1 - base));
    return newline < 0 ? pieceTo : base + newline + 1;
  }

  /// Decodes the rows of the piece from the one that begins at `start` on; they replace those
  /// decoded before. To decode a piece for a second time, load it again.
  ///
  /// @throws java.io.EOFException when the file has become shorter
  /// @throws IOException when it cannot be read
  public void decode(long start) throws IOException {
    ColumnSet columns = decoder.columns();
    columns.reset();
    linesBefore = decoder.bad.line() - 1;
    nextRow = start;
    while (nextRow < pieceTo) {
      int stop = (int) (pieceTo - base);
      int at = decoder.decode(window, (int) (nextRow - base), to, stop, atEnd);
      nextRow = base + at;
      if (at >= stop) {
        return;
      }
      if (columns.isFull()) {
        columns.grow();
      } else if (atEnd) {
        throw new IllegalStateException("a decoder left bytes at the end of " + source);
      } else if (!extend(at)) {
        nextRow = lineBehind(at);
      }
    }
  }

  /// Where the row after those of the piece begins.
  public long nextRow() {
    return nextRow;
  }

  /// Lines of the file, as counted here, before the first row that was decoded last.
  public long linesBefore() {
    return linesBefore;
  }

  /// How many lines the rows that were decoded last have, bad and blank ones included.
  public long lines() {
    return decoder.bad.line() - 1 - linesBefore;
  }

  /// The rows decoded last, valid until the next decoding.
  public Batch batch() {
    return decoder.columns().batch(window);
  }

  /// Fills the window anew.
  private void load(long from, int count) throws IOException {
    base = from;
    to = 0;
    atEnd = false;
    read(count);
  }

  /// Reads more for the row at `at`, which is not complete; false when it is too long for that.
  private boolean extend(int at) throws IOException {
    int pending = to - at;
    int most = decoder.maxRowBytes() + 2; // for a row of just the limit, and its newline
    if (pending >= most) {
      return false;
    }
    read(Math.min(Math.max(pending, beyond), most - pending));
    return true;
  }

  /// Reads on by `count` bytes, or up to the end of the file.
  private void read(int count) throws IOException {
    int more = (int) Math.min(count, length - base - to);
    if (window.length < to + more + 1 + RowDecoder.PADDING) {
      int enough = Math.max(to + more, Math.min(to * 2, to + (1 << 24)));
      window = Arrays.copyOf(window, enough + 1 + RowDecoder.PADDING);
    }
    file.read(base + to, window, to, more);
    to += more;
    atEnd = base + to == length;
    if (atEnd && to > 0 && window[to - 1] != '\n') {
      window[to++] = '\n';
    }
  }

  /// Reports the row at `at`, which is too long, and finds the line behind its first one. In a file
  /// of lines it need not be found when it is in another piece.
  private long lineBehind(int at) throws IOException {
    decoder.reportTooLong(window, at);
    decoder.bad.advance(1);
    int newline = Lines.newline(window, at, to);
    if (newline >= 0) {
      return base + newline + 1;
    }
    long place = base + to;
    if (decoder.isStarted() && decoder.linesAreRows() && place >= pieceTo) {
      return place;
    }
    byte[] skipped = new byte[SKIPPED_AT_ONCE];
    while (place < length) {
      int count = (int) Math.min(skipped.length, length - place);
      file.read(place, skipped, 0, count);
      newline = Lines.newline(skipped, 0, count);
      if (newline >= 0) {
        return place + newline + 1;
      }
      place += count;
    }
    return length;
  }

  /// A part of a file.
  ///
  /// @param from place of its first byte
  /// @param to place behind its last byte
  public record Piece(long from, long to) {}
}
