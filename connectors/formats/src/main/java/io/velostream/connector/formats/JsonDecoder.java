package io.velostream.connector.formats;

/// JSON lines: one object per line; blank lines are skipped.
final class JsonDecoder extends RowDecoder {
  private final JsonRowParser parser;

  JsonDecoder(ColumnSet columns, BadRowLog bad, int maxRowBytes) {
    super(columns, bad, maxRowBytes);
    this.parser = new JsonRowParser(columns);
  }

  @Override
  public int decode(byte[] buffer, int from, int to, boolean atEnd) {
    int limit = Lines.lastNewline(buffer, from, to) + 1;
    int at = from;
    while (at < limit && !columns.isFull()) {
      at = row(buffer, at);
    }
    return at;
  }

  private int row(byte[] buffer, int from) {
    int newline = Lines.newline(buffer, from);
    if (newline - from > maxRowBytes()) {
      reportTooLong(buffer, from);
    } else if (JsonText.space(buffer, from) != newline) {
      if (parser.parse(buffer, from, newline)) {
        columns.commit();
      } else {
        bad.report(buffer, from, Lines.trimmed(buffer, from, newline), parser.reason());
      }
    }
    bad.advance(1);
    return newline + 1;
  }
}
