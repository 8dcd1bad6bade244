package io.velostream.connector.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Splits one CSV row into fields: the general path, with quotes, escapes and newlines in fields.
///
/// A quote inside an unquoted field is an ordinary character. Text between a closing quote and the
/// next delimiter makes the row bad; the next row then starts on the line after the one that the
/// bad row started on.
final class CsvScanner {
  /// The row has no end yet.
  static final int INCOMPLETE = -1;

  private static final String NOT_CLOSED = "a quote that is not closed";
  private static final int UNCLOSED = -1;
  private static final int BROKEN = -2;

  private final CsvDialect dialect;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private boolean[] quoted = new boolean[16];
  private boolean[] escaped = new boolean[16];
  private int count;
  private String error = "";

  CsvScanner(CsvDialect dialect) {
    this.dialect = dialect;
  }

  /// Scans the row that starts at `start`.
  ///
  /// @param limit the end of what is looked at; there is more data behind it, or padding
  /// @param atEnd whether nothing follows; the last byte is then a newline
  /// @return the start of the next row, or [#INCOMPLETE]
  int scan(byte[] d, int start, int limit, boolean atEnd) {
    count = 0;
    error = "";
    int p = start;
    while (true) {
      p =
          p < limit && d[p] == dialect.quote() && d[p] != 0
              ? quotedField(d, p + 1, limit)
              : plainField(d, p, limit);
      if (p < 0) {
        boolean broken = p == BROKEN;
        if (!broken && !atEnd) {
          return INCOMPLETE;
        }
        error = broken ? "text after a closing quote" : NOT_CLOSED;
        int newline = Lines.newline(d, start, limit);
        return newline < 0 ? INCOMPLETE : newline + 1;
      }
      if (d[p] == '\n') {
        return p + 1;
      }
      if (d[p] == '\r') {
        return p + 2;
      }
      p++;
    }
  }

  private int plainField(byte[] d, int start, int limit) {
    int p = start;
    byte delimiter = dialect.delimiter();
    while (p < limit && d[p] != delimiter && d[p] != '\n') {
      p++;
    }
    if (p == limit) {
      return UNCLOSED;
    }
    int end = d[p] == '\n' && p > start && d[p - 1] == '\r' ? p - 1 : p;
    add(start, end, false, false);
    return p;
  }

  private int quotedField(byte[] d, int start, int limit) {
    int p = start;
    boolean escapes = false;
    while (p < limit) {
      if (d[p] == dialect.escape() && p + 1 < limit && isEscapable(d[p + 1])) {
        escapes = true;
        p += 2;
      } else if (d[p] == dialect.quote()) {
        // At the end of the data it is not known yet whether a second quote follows.
        if (p + 1 >= limit) {
          return UNCLOSED;
        }
        add(start, p, true, escapes);
        return behindQuote(d, p + 1, limit);
      } else {
        p++;
      }
    }
    return UNCLOSED;
  }

  private boolean isEscapable(byte c) {
    return c == dialect.quote() || (c == dialect.escape() && c != dialect.quote());
  }

  private int behindQuote(byte[] d, int p, int limit) {
    if (d[p] == dialect.delimiter() || d[p] == '\n') {
      return p;
    }
    if (d[p] == '\r') {
      if (p + 1 == limit) {
        return UNCLOSED;
      }
      return d[p + 1] == '\n' ? p : BROKEN;
    }
    return BROKEN;
  }

  private void add(int start, int end, boolean isQuoted, boolean hasEscapes) {
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      quoted = Arrays.copyOf(quoted, count * 2);
      escaped = Arrays.copyOf(escaped, count * 2);
    }
    from[count] = start;
    to[count] = end;
    quoted[count] = isQuoted;
    escaped[count++] = hasEscapes;
  }

  /// What is wrong with the row last scanned; empty when nothing is.
  String error() {
    return error;
  }

  /// Whether the row last scanned has a quote that nothing closes up to the end of the input.
  boolean isUnclosed() {
    return error.equals(NOT_CLOSED);
  }

  /// Number of fields of the row last scanned.
  int count() {
    return count;
  }

  /// Start of a field, without its quote.
  int from(int field) {
    return from[field];
  }

  /// End of a field, without its quote.
  int to(int field) {
    return to[field];
  }

  /// Whether the field was in quotes.
  boolean isQuoted(int field) {
    return quoted[field];
  }

  /// Whether the field has escapes to be resolved by [#unescape].
  boolean isEscaped(int field) {
    return escaped[field];
  }

  /// Resolves the escapes of a field into `out` and returns the end of the text there. It is never
  /// longer than the field.
  int unescape(byte[] d, int field, byte[] out, int outFrom) {
    int o = outFrom;
    int end = to[field];
    for (int p = from[field]; p < end; p++) {
      if (d[p] == dialect.escape() && p + 1 < end && isEscapable(d[p + 1])) {
        p++;
      }
      out[o++] = d[p];
    }
    return o;
  }

  /// The text of a field, for headers and samples.
  String text(byte[] d, int field) {
    if (!escaped[field]) {
      return new String(d, from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }
    byte[] out = new byte[to[field] - from[field]];
    int length = unescape(d, field, out, 0);
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
