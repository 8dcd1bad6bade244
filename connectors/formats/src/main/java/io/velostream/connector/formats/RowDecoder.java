package io.velostream.connector.formats;

import io.velostream.columnar.Slice;

/// Turns the bytes of one text format into rows. It has the state of one input and belongs to one
/// thread.
public abstract sealed class RowDecoder
    permits JsonDecoder, CsvDecoder, DebeziumDecoder, RawDecoder {
  /// Readable bytes that a caller must provide beyond the end of the data: kernels load whole
  /// words.
  public static final int PADDING = 64;

  final ColumnSet columns;
  final BadRowLog bad;
  private final int maxRowBytes;

  RowDecoder(ColumnSet columns, BadRowLog bad, int maxRowBytes) {
    this.columns = columns;
    this.bad = bad;
    this.maxRowBytes = maxRowBytes;
  }

  /// Appends the complete rows of `[from, to)` to [#columns()] until the batch is full; bad rows go
  /// to the [BadRowLog]. The bytes may be changed within rows that are appended (escapes are
  /// resolved in place), and the rows point into them.
  ///
  /// @param buffer the window; [#PADDING] more bytes after `to` can be read
  /// @param stop rows that begin here or later are not taken; what comes before the first row of
  ///   the input is, wherever it lies
  /// @param atEnd whether the input ends at `to`; the last byte is then a newline
  /// @return where the first row not taken starts; it equals `from` when there is no complete row
  public abstract int decode(byte[] buffer, int from, int to, int stop, boolean atEnd);

  /// Appends the rows that are all of `[from, to)`, or reports why there are none: for messages,
  /// whose transport knows where they begin and end. An input is read either so or by [#decode].
  ///
  /// @param buffer the byte at `to` is written over; [#PADDING] more bytes after it can be read
  /// @param position where the message is in its input, for the report
  /// @return whether the message is good
  public final boolean decodeMessage(byte[] buffer, int from, int to, long position) {
    bad.continueAt(position);
    if (to - from > maxRowBytes) {
      reportTooLong(buffer, from);
      return false;
    }
    buffer[to] = '\n';
    return message(buffer, from, to);
  }

  /// The same for a message of which is known that it is not too long, and that a newline follows.
  abstract boolean message(byte[] buffer, int from, int to);

  /// Whether all that comes before the first row of the input (a header, say) has been read.
  abstract boolean isStarted();

  /// Whether every line is a row of its own, so that a row begins behind every newline.
  abstract boolean linesAreRows();

  /// Bytes that the last [#decode] has needed to learn what [#isStarted()] says: those up to the
  /// end of the first row.
  abstract int headBytes();

  /// Goes on after another decoder has used the columns.
  public void resume() {
    columns.startInput();
  }

  /// The rows of the batch so far.
  public final ColumnSet columns() {
    return columns;
  }

  /// Reports something about the input as a whole where it has been read to.
  ///
  /// @param raw what is lost by it
  public final void report(Slice raw, String reason) {
    bad.report(raw, reason);
  }

  /// Bytes that a row may have, without its newline. Of a longer one the first line is skipped.
  final int maxRowBytes() {
    return maxRowBytes;
  }

  /// Reports that the row at `from` is too long. What is shown of it is bounded by the limit
  /// itself, so that it does not depend on how much has arrived.
  void reportTooLong(byte[] buffer, int from) {
    bad.report(
        buffer,
        from,
        from + maxRowBytes,
        "the row is longer than "
            + maxRowBytes
            + " bytes (option '"
            + Formats.MAX_ROW_BYTES
            + "')");
  }
}
