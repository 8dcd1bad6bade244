package io.velostream.connector.formats;

/// JSON lines: one object per line; blank lines are skipped. Rows like the ones before take the
/// fast path of [JsonTemplate], all others the general one of [JsonRowParser].
final class JsonDecoder extends RowDecoder {
  private final JsonRowParser parser;
  private final JsonTemplate template;

  JsonDecoder(ColumnSet columns, BadRowLog bad, int maxRowBytes, JsonKeys keys) {
    super(columns, bad, maxRowBytes);
    this.parser = new JsonRowParser(columns, keys);
    this.template = new JsonTemplate(columns);
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
      int next = template.row(buffer, at, columns.rows());
      if (next > 0 && next - 1 - at <= maxRowBytes()) {
        template.hit();
        columns.commit();
        bad.advance(1);
        at = next;
      } else {
        at = row(buffer, at);
      }
    }
    return at;
  }

  /// A message may have newlines, as blanks between its words.
  @Override
  boolean message(byte[] buffer, int from, int to) {
    if (template.row(buffer, from, columns.rows()) == to + 1) {
      template.hit();
      columns.commit();
      return true;
    }
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        buffer[i] = '\r'; // as good a blank, and as wrong within a string
      }
    }
    if (JsonText.space(buffer, from) == to) {
      bad.report(buffer, from, to, "the message is empty");
      return false;
    }
    if (!parser.parse(buffer, from, to)) {
      bad.report(buffer, from, to, parser.reason());
      return false;
    }
    columns.commit();
    template.miss(buffer, parser.shape());
    return true;
  }

  private int row(byte[] buffer, int from) {
    int newline = Lines.newline(buffer, from);
    if (newline - from > maxRowBytes()) {
      reportTooLong(buffer, from);
    } else if (JsonText.space(buffer, from) != newline) {
      if (parser.parse(buffer, from, newline)) {
        columns.commit();
        template.miss(buffer, parser.shape());
      } else {
        bad.report(buffer, from, Lines.trimmed(buffer, from, newline), parser.reason());
      }
    }
    bad.advance(1);
    return newline + 1;
  }
}
