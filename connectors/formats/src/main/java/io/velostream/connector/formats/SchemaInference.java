package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Finds the columns of a table by looking at the head of its data.
///
/// Types found: BIGINT, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP(3) or (6), and VARCHAR for all else:
/// a column without any value, texts, numbers mixed with texts. Objects and arrays of JSON are ROW,
/// ARRAY or VARIANT, as [InferredJson] says. Rows beyond the sample that do not fit are bad rows
/// when they are read.
public final class SchemaInference {
  /// Rows looked at.
  static final int MAX_ROWS = 20_000;

  /// Bytes looked at, unless the first row is longer.
  static final int SAMPLE_BYTES = 2 << 20;

  private static final int MAX_SAMPLE_BYTES = 64 << 20;

  private SchemaInference() {}

  /// The schema of the data in a stream, which is read from its start but not closed.
  ///
  /// @param source name of the input for messages
  /// @throws IOException when the stream fails
  /// @throws UserException BAD_INPUT when there is no row to look at
  public static Schema infer(String format, Options options, InputStream in, String source)
      throws IOException {
    byte[] data = new byte[SAMPLE_BYTES + RowDecoder.PADDING];
    int length = 0;
    boolean atEnd = false;
    while (!atEnd) {
      int capacity = data.length - RowDecoder.PADDING;
      int count = in.readNBytes(data, length, capacity - length);
      length += count;
      atEnd = length < capacity;
      if (!atEnd && (Lines.newline(data, 0, length) >= 0 || length >= MAX_SAMPLE_BYTES)) {
        break;
      }
      if (!atEnd) {
        data = Arrays.copyOf(data, length * 2 + RowDecoder.PADDING);
      }
    }
    if (atEnd && length > 0 && data[length - 1] != '\n') {
      data[length++] = '\n';
    }
    int end = Lines.lastNewline(data, 0, length) + 1;
    int start = length > 2 && (data[0] & 0xFF) == 0xEF && (data[1] & 0xFF) == 0xBB ? 3 : 0;
    Sample sample = new Sample(data, Math.min(start, end), end, atEnd, source);
    return switch (format) {
      case "json" -> JsonInference.infer(sample);
      case "csv" -> CsvInference.infer(sample, options);
      default ->
          throw new UserException(ErrorCode.INVALID_OPTION, "there is no format '" + format + "'");
    };
  }

  /// The head of an input: whole lines in `[from, to)`.
  ///
  /// @param complete whether it is all of the input
  record Sample(byte[] data, int from, int to, boolean complete, String source) {
    UserException empty(String what) {
      return new UserException(
              ErrorCode.BAD_INPUT, "no columns can be found in " + source + ": " + what)
          .hint("declare the columns with CREATE TABLE");
    }
  }
}
