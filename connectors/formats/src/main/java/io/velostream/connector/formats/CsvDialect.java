package io.velostream.connector.formats;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How fields are written in a CSV input. Special characters are single bytes, 0 for none.
///
/// @param delimiter between fields
/// @param quote around fields that hold special characters
/// @param escape before a quote within quotes; usually the quote itself (RFC 4180)
/// @param comment a line that starts with it is skipped
/// @param nullText what stands, unquoted, for NULL
record CsvDialect(byte delimiter, byte quote, byte escape, byte comment, byte[] nullText) {
  /// Delimiters that `auto` can find, the most likely first.
  private static final byte[] CANDIDATES = {',', ';', '\t', '|'};

  /// The dialect that checked options describe; the delimiter is 0 for `auto`.
  static CsvDialect of(Options options) {
    String delimiter = options.get(Formats.CSV_DELIMITER);
    byte quote = character(options, Formats.CSV_QUOTE);
    byte escape =
        options
            .find(Formats.CSV_ESCAPE)
            .map(text -> single(Formats.CSV_ESCAPE, text))
            .orElse(quote);
    CsvDialect dialect =
        new CsvDialect(
            delimiter.equals(Formats.AUTO) ? 0 : single(Formats.CSV_DELIMITER, delimiter),
            quote,
            escape,
            character(options, Formats.CSV_COMMENT),
            options.get(Formats.CSV_NULL).getBytes(StandardCharsets.UTF_8));
    if (dialect.delimiter != 0 && dialect.delimiter == dialect.quote) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "delimiter and quote cannot be the same character");
    }
    return dialect;
  }

  private static byte character(Options options, String name) {
    return single(name, options.get(name));
  }

  private static byte single(String name, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.equals("\\t")) {
      return '\t';
    }
    char c = text.charAt(0);
    if (text.length() != 1 || c > 127 || c == '\n' || c == '\r' || c == 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the option '" + name + "' must be one ASCII character, not '" + text + "'");
    }
    return (byte) c;
  }

  /// The same with the delimiter that occurs most often outside quotes in the line `[from, to)`; a
  /// comma when none does. Unchanged when the delimiter is known.
  CsvDialect resolved(byte[] data, int from, int to) {
    if (delimiter != 0) {
      return this;
    }
    byte best = CANDIDATES[0];
    int most = 0;
    for (byte candidate : CANDIDATES) {
      int count = 0;
      boolean quoted = false;
      for (int i = from; i < to; i++) {
        quoted ^= data[i] == quote;
        count += !quoted && data[i] == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return new CsvDialect(best, quote, escape, comment, nullText);
  }

  /// Whether the bytes are the text for NULL.
  boolean isNull(byte[] data, int from, int to) {
    return Arrays.equals(nullText, 0, nullText.length, data, from, to);
  }
}
