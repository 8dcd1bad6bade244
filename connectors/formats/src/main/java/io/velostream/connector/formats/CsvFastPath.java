package io.velostream.connector.formats;

import io.velostream.columnar.Span;
import org.jspecify.annotations.Nullable;

/// The fast path for CSV rows without quotes whose values have their usual form. Anything else is a
/// miss, and the row is read from its start by way of [CsvScanner].
final class CsvFastPath {
  private static final long SPACES = Words.all((byte) ' ');

  private final @Nullable Column[] targets;
  private final byte delimiter;
  private final long delimiters;
  private final long quotes;
  private final CsvDialect dialect;
  private final boolean emptyIsNull;

  /// @param targets by field: the wanted column, or `null` when nobody wants it
  CsvFastPath(CsvDialect dialect, @Nullable Column[] targets) {
    this.dialect = dialect;
    this.targets = targets;
    this.delimiter = dialect.delimiter();
    this.delimiters = Words.all(delimiter);
    // Without a quote character, stopping at the delimiter twice does no harm.
    this.quotes = Words.all(dialect.quote() == 0 ? delimiter : dialect.quote());
    this.emptyIsNull = dialect.nullText().length == 0;
  }

  /// Whether the dialect allows it: a text for NULL that could be read as a number, and delimiters
  /// that are part of numbers, need a closer look.
  static boolean fits(CsvDialect dialect) {
    byte[] nullText = dialect.nullText();
    return isNoNumber(dialect.delimiter()) && (nullText.length == 0 || isNoNumber(nullText[0]));
  }

  private static boolean isNoNumber(byte c) {
    return (c < '0' || c > '9') && c != '-' && c != '+' && c != '.';
  }

  /// Reads the row at `from`, which ends with a newline within the data, into row `row` of the
  /// columns; returns the index behind its newline, or [FastFields#MISS].
  int row(byte[] d, int from, int row) {
    byte first = d[from];
    if (first == '\n' || first == '\r' || (first == dialect.comment() && first != 0)) {
      return FastFields.MISS;
    }
    int p = from;
    int last = targets.length - 1;
    for (int f = 0; f <= last; f++) {
      Column column = targets[f];
      int end = column == null ? fieldEnd(d, p) : value(column, row, d, p);
      if (end < 0) {
        return end;
      }
      byte c = d[end];
      if (f < last) {
        if (c != delimiter) {
          return FastFields.MISS;
        }
      } else if (c == '\r' && d[end + 1] == '\n') {
        end++;
      } else if (c != '\n') {
        return FastFields.MISS;
      }
      p = end + 1;
    }
    return p;
  }

  private int value(Column column, int row, byte[] d, int p) {
    int end = usual(column, row, d, p);
    // A kernel misses an empty field; asking afterwards keeps the check off the usual way.
    return end < 0 && isEnd(d, p) ? empty(column, row, p) : end;
  }

  private int usual(Column column, int row, byte[] d, int p) {
    return switch (column.kind) {
      case VARCHAR -> string(column, row, d, p);
      case INTEGER -> FastFields.integer(column, row, d, p);
      case DOUBLE -> FastFields.float64(column, row, d, p);
      case DECIMAL, WIDE_DECIMAL -> FastFields.decimal(column, row, d, p);
      case BOOLEAN, REAL, CHAR, VARBINARY, GEOMETRY, DATE, TIME, NESTED, NULL ->
          general(column, row, d, p);
      case TIMESTAMP -> timestamp(column, row, d, p);
    };
  }

  private int timestamp(Column column, int row, byte[] d, int p) {
    int end =
        d[p + 4] == '-'
            ? FastFields.timestamp(column, row, d, p)
            : FastFields.epoch(column, row, d, p);
    return end > 0 && isEnd(d, end) ? end : general(column, row, d, p);
  }

  private int empty(Column column, int row, int p) {
    if (!emptyIsNull || !column.nullable) {
      return FastFields.MISS;
    }
    column.setNull(row);
    return p;
  }

  private int string(Column column, int row, byte[] d, int from) {
    int end = plainEnd(d, from);
    if (d[end] < 0) {
      int high = end;
      end = end(d, high);
      if (!Utf8.isValid(d, high, end)) {
        return FastFields.MISS;
      }
    }
    // The caller looks at what follows: at a quote, say, it gives up, too.
    if (end == from || end - from > column.size) {
      return FastFields.MISS;
    }
    if (!emptyIsNull && dialect.isNull(d, from, end)) {
      return FastFields.MISS;
    }
    column.spans[row] = Span.of(from, end - from);
    column.nulls[row] = false;
    return end;
  }

  /// Any other type, by the exact parser.
  private int general(Column column, int row, byte[] d, int from) {
    int end = fieldEnd(d, from);
    if (end < 0 || (!emptyIsNull && dialect.isNull(d, from, end))) {
      return FastFields.MISS;
    }
    return end > from && FieldParser.parse(column, row, d, from, end) ? end : FastFields.MISS;
  }

  private int fieldEnd(byte[] d, int from) {
    int end = end(d, from);
    return isEnd(d, end) ? end : FastFields.MISS;
  }

  private boolean isEnd(byte[] d, int p) {
    return d[p] == delimiter || d[p] == '\n' || (d[p] == '\r' && d[p + 1] == '\n');
  }

  /// Index of the first delimiter, quote, control character or byte beyond ASCII; see
  /// [JsonText#plainEnd] for the trick.
  private int plainEnd(byte[] d, int from) {
    int p = from;
    while (true) {
      long w = Words.at(d, p);
      long stops =
          ((w - SPACES) | ((w ^ delimiters) - Words.ONES) | ((w ^ quotes) - Words.ONES) | w)
              & Words.HIGH_BITS;
      if (stops != 0) {
        return p + Words.lowest(stops);
      }
      p += 8;
    }
  }

  /// The same, but on across bytes beyond ASCII.
  private int end(byte[] d, int from) {
    int p = from;
    while (true) {
      long w = Words.at(d, p);
      long stops =
          ((w - SPACES) | ((w ^ delimiters) - Words.ONES) | ((w ^ quotes) - Words.ONES))
              & ~w
              & Words.HIGH_BITS;
      if (stops != 0) {
        return p + Words.lowest(stops);
      }
      p += 8;
    }
  }
}
