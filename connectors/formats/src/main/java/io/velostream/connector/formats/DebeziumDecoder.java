package io.velostream.connector.formats;

import org.jspecify.annotations.Nullable;

/// Changes of Debezium as JSON, one per line: rows that come, and rows that go. A row that is
/// replaced does both, in this order: the old one goes, the new one comes.
final class DebeziumDecoder extends RowDecoder {
  private final DebeziumEnvelope envelope;
  private final JsonRowParser before;
  private final JsonRowParser after;

  DebeziumDecoder(
      ColumnSet columns,
      BadRowLog bad,
      int maxRowBytes,
      JsonKeys keys,
      DebeziumEnvelope.Schemas schemas) {
    super(columns, bad, maxRowBytes);
    this.envelope = new DebeziumEnvelope(schemas);
    this.before = new JsonRowParser(columns, keys);
    this.after = new JsonRowParser(columns, keys);
  }

  @Override
  boolean isStarted() {
    return true;
  }

  @Override
  int headBytes() {
    return 0;
  }

  @Override
  boolean linesAreRows() {
    return true;
  }

  @Override
  public int decode(byte[] buffer, int from, int to, int stop, boolean atEnd) {
    int limit = Math.min(stop, Lines.lastNewline(buffer, from, to) + 1);
    int at = from;
    while (at < limit && !columns.isFull()) {
      int newline = Lines.newline(buffer, at);
      if (newline - at > maxRowBytes()) {
        reportTooLong(buffer, at);
      } else if (JsonText.space(buffer, at) != newline) {
        change(buffer, at, newline, Lines.trimmed(buffer, at, newline));
      }
      bad.advance(1);
      at = newline + 1;
    }
    return at;
  }

  /// A message may have newlines, as blanks between its words.
  @Override
  boolean message(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        buffer[i] = '\r'; // as good a blank, and as wrong within a string
      }
    }
    return change(buffer, from, to, to);
  }

  /// @param to where the newline is
  /// @param shown where what is shown of a bad change ends
  private boolean change(byte[] d, int from, int to, int shown) {
    String wrong = envelope.read(d, from, to);
    if (wrong == null && !envelope.isTombstone(d)) {
      wrong = rows(d);
    }
    if (wrong != null) {
      bad.report(d, from, shown, wrong);
    }
    return wrong == null;
  }

  private @Nullable String rows(byte[] d) {
    return switch (envelope.op(d)) {
      case 'c', 'r' -> rows(d, false, true);
      case 'u' -> rows(d, true, true);
      case 'd' -> rows(d, true, false);
      case 0 -> "is no change: it has no 'op'";
      default -> "the change '" + envelope.op(d) + "' is not one of rows: c, r, u, d";
    };
  }

  /// Keeps the rows of a change: all or none.
  private @Nullable String rows(byte[] d, boolean old, boolean present) {
    int first = columns.rows();
    String wrong = old ? row(d, DebeziumEnvelope.BEFORE, before) : null;
    if (wrong == null && old) {
      columns.commit(false);
    }
    if (wrong == null && present) {
      wrong = row(d, DebeziumEnvelope.AFTER, after);
      if (wrong == null) {
        columns.commit(true);
      }
    }
    if (wrong != null) {
      columns.dropLast(columns.rows() - first);
      return wrong;
    }
    if (old) {
      before.settle(d, first);
    }
    if (present) {
      after.settle(d, columns.rows() - 1);
    }
    return null;
  }

  private @Nullable String row(byte[] d, int member, JsonRowParser parser) {
    boolean old = member == DebeziumEnvelope.BEFORE;
    if (!envelope.has(d, member)) {
      return old
          ? "the change '"
              + envelope.op(d)
              + "' has no 'before': the database must tell it (PostgreSQL: REPLICA IDENTITY FULL)"
          : "the change '" + envelope.op(d) + "' has no 'after'";
    }
    return parser.parseOnly(d, envelope.start(member), envelope.end(d, member))
        ? null
        : (old ? "before: " : "after: ") + parser.reason();
  }
}
