package io.velostream.connector.formats;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CSV as in RFC 4180, with the dialect of the options.
///
/// An empty unquoted field is NULL, an empty quoted one the empty string (as in DuckDB). When
/// another text stands for NULL, an empty unquoted field is the empty string, and still NULL where
/// the column holds no strings. Blank lines are skipped unless rows have a single field.
final class CsvDecoder extends RowDecoder {
  private static final int MAX_SHOWN = 80;

  /// What scanning a row gives that has more bytes than a row may have.
  private static final int TOO_LONG = -2;

  private final Schema schema;
  private final List<Integer> wanted;
  private final String source;
  private final CsvLayout layout;
  private final boolean byName;
  private final boolean missingIsNull;
  private final Unescaped unescaped;
  private CsvDialect dialect;
  private CsvScanner scanner;
  private boolean started;
  private int headBytes;
  private long linesToSkip;

  /// `null` before the first row, and for a dialect that has no fast path.
  private @Nullable CsvFastPath fastPath;

  /// The wanted columns that this input lacks.
  private final List<Column> absent = new ArrayList<>();

  /// By field of a row: the wanted column, or `null` when nobody wants it.
  private @Nullable Column[] targets = {};

  CsvDecoder(
      ColumnSet columns,
      BadRowLog bad,
      int maxRowBytes,
      DecodeRequest request,
      CsvDialect dialect,
      String source) {
    super(columns, bad, maxRowBytes);
    this.schema = request.schema();
    this.wanted = request.columns();
    this.source = source;
    this.missingIsNull = request.missingIsNull();
    this.layout = CsvLayout.of(request.options());
    this.linesToSkip = layout.skippedLines();
    this.byName = request.options().get(Formats.CSV_MATCH).equals("name");
    this.dialect = dialect;
    this.scanner = new CsvScanner(dialect);
    this.unescaped = new Unescaped(columns.columns.length);
  }

  @Override
  public void resume() {
    super.resume();
    absent.forEach(Column::setAbsent);
  }

  @Override
  boolean isStarted() {
    return started;
  }

  @Override
  int headBytes() {
    return headBytes;
  }

  @Override
  boolean linesAreRows() {
    return dialect.quote() == 0;
  }

  @Override
  public int decode(byte[] buffer, int from, int to, int stop, boolean atEnd) {
    int at = from;
    if (!started) {
      at = start(buffer, from, to, atEnd);
      if (!started) {
        return at;
      }
    }
    CsvFastPath fast = fastPath;
    // Behind the last newline a row is not complete, and the fast path must not start on it.
    int limit = fast == null ? at : Lines.lastNewline(buffer, at, to) + 1;
    while (at < Math.min(to, stop) && !columns.isFull()) {
      int next = at < limit && fast != null ? fast.row(buffer, at, columns.rows()) : -1;
      if (next > 0 && next - 1 - at <= maxRowBytes()) {
        columns.commit();
        bad.advance(1);
        at = next;
        continue;
      }
      next = row(buffer, at, to, atEnd);
      if (next == CsvScanner.INCOMPLETE) {
        break;
      }
      at = next;
    }
    return at;
  }

  @Override
  boolean message(byte[] buffer, int from, int to) {
    int before = columns.rows();
    int next = started ? from : start(buffer, from, to + 1, true);
    CsvFastPath fast = fastPath;
    if (fast != null && fast.row(buffer, next, before) == to + 1) {
      columns.commit();
      return true;
    }
    long place = bad.line();
    next = started ? row(buffer, next, to + 1, true) : to + 1;
    boolean appended = columns.rows() > before;
    if (appended && next == to + 1) {
      return true;
    }
    bad.continueAt(place);
    if (appended) {
      columns.dropLast(1);
      bad.report(buffer, from, to, "the message has more than one row");
    } else if (Lines.trimmed(buffer, from, to) == from) {
      bad.report(buffer, from, to, "the message is empty");
    }
    return false;
  }

  /// Finds the first row, which tells the delimiter and whether there is a header.
  private int start(byte[] d, int from, int to, boolean atEnd) {
    int at = from;
    while (true) {
      int newline = Lines.newline(d, at, to);
      if (newline < 0) {
        return at;
      }
      if (newline - at > maxRowBytes()) {
        at = tooLong(d, at);
        continue;
      }
      if (linesToSkip > 0 || isSkipped(d, at, newline, false)) {
        linesToSkip = Math.max(0, linesToSkip - 1);
        bad.advance(1);
        at = newline + 1;
        continue;
      }
      CsvDialect found = dialect.resolved(d, at, newline);
      scanner = new CsvScanner(found);
      int next = scan(d, at, to, atEnd);
      if (next == TOO_LONG) {
        at = tooLong(d, at);
      } else if (next == CsvScanner.INCOMPLETE) {
        return at;
      } else {
        dialect = found;
        started = true;
        headBytes = next - from;
        return header(d, at, next);
      }
    }
  }

  /// Scans the row at `from`. How a row ends that is too long does not depend on what follows, so
  /// that it does not depend on how much has arrived.
  ///
  /// @return the start of the next row, or [CsvScanner#INCOMPLETE], or [#TOO_LONG]
  private int scan(byte[] d, int from, int to, boolean atEnd) {
    int bound = (int) Math.min(to, from + maxRowBytes() + 2L);
    int next = scanner.scan(d, from, bound, atEnd && bound == to);
    if (next == CsvScanner.INCOMPLETE) {
      return bound - from < maxRowBytes() + 2L ? next : TOO_LONG;
    }
    int end = scanner.isUnclosed() ? to : next;
    return end - 1 - from > maxRowBytes() ? TOO_LONG : next;
  }

  /// Reports the row at `from`, which is too long, and returns where the line after its first one
  /// starts.
  private int tooLong(byte[] d, int from) {
    reportTooLong(d, from);
    bad.advance(1);
    return Lines.newline(d, from) + 1;
  }

  @Override
  void reportTooLong(byte[] buffer, int from) {
    linesToSkip = started ? 0 : Math.max(0, linesToSkip - 1);
    super.reportTooLong(buffer, from);
  }

  private int header(byte[] d, int from, int next) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < scanner.count(); i++) {
      cells.add(scanner.text(d, i));
    }
    boolean header = layout.isHeader(cells);
    CsvHeader.check(scanner, d, header, source);
    boolean named = !layout.names().isEmpty();
    List<String> names = named ? layout.names() : header ? CsvHeader.names(cells) : List.of();
    String origin = named ? "the option '" + Formats.CSV_COLUMNS + "'" : "the header of " + source;
    int fields = names.isEmpty() ? schema.size() : names.size();
    int[] places =
        !names.isEmpty() && (byName || named)
            ? CsvHeader.places(origin, schema, names, missingIsNull)
            : CsvHeader.positions(origin, schema, fields, missingIsNull);
    Column[] byField = new Column[fields];
    for (int i = 0; i < wanted.size(); i++) {
      int place = places[wanted.get(i)];
      if (place < 0) {
        absent.add(columns.columns[i]);
        columns.columns[i].setAbsent();
      } else {
        byField[place] = columns.columns[i];
      }
    }
    targets = byField;
    fastPath = CsvFastPath.fits(dialect) ? new CsvFastPath(dialect, targets) : null;
    if (!header) {
      return from;
    }
    bad.advance(Lines.count(d, from, next));
    return next;
  }

  private boolean isSkipped(byte[] d, int from, int newline, boolean single) {
    boolean comment = dialect.comment() != 0 && d[from] == dialect.comment();
    return comment || (!single && Lines.trimmed(d, from, newline) == from);
  }

  private int row(byte[] d, int from, int to, boolean atEnd) {
    byte first = d[from];
    if (first == '\n' || first == '\r' || first == dialect.comment()) {
      int newline = Lines.newline(d, from, to);
      if (newline < 0) {
        return CsvScanner.INCOMPLETE;
      }
      if (newline - from > maxRowBytes()) {
        return tooLong(d, from);
      }
      if (isSkipped(d, from, newline, targets.length == 1)) {
        bad.advance(1);
        return newline + 1;
      }
    }
    int next = scan(d, from, to, atEnd);
    if (next == TOO_LONG) {
      return Lines.newline(d, from, to) < 0 ? CsvScanner.INCOMPLETE : tooLong(d, from);
    }
    if (next == CsvScanner.INCOMPLETE) {
      return next;
    }
    String reason = store(d);
    if (reason.isEmpty()) {
      columns.commit();
    } else {
      bad.report(d, from, Lines.trimmed(d, from, next - 1), reason);
    }
    bad.advance(Lines.count(d, from, next));
    return next;
  }

  /// Writes the scanned fields to the next row; says what is wrong, or nothing.
  private String store(byte[] d) {
    if (!scanner.error().isEmpty()) {
      return "malformed CSV: " + scanner.error();
    }
    if (!layout.allows(scanner.count(), targets.length)) {
      return scanner.count() + " fields where " + targets.length + " were expected";
    }
    unescaped.clear();
    for (int i = 0; i < targets.length; i++) {
      Column column = targets[i];
      if (column != null && i >= scanner.count()) {
        column.setNull(columns.rows());
      } else if (column != null && !field(column, d, i)) {
        return complaint(column, d, i);
      }
    }
    Column missing = columns.missingValue();
    if (missing != null) {
      return "column '" + missing.name + "' is NOT NULL but has no value";
    }
    unescaped.apply(d, columns.rows());
    return "";
  }

  private boolean field(Column column, byte[] d, int field) {
    int row = columns.rows();
    int from = scanner.from(field);
    int to = scanner.to(field);
    boolean bytes = column.type.lane() == Lane.BYTES && column.kind != ValueKind.NESTED;
    if (!scanner.isQuoted(field) && dialect.isNull(d, from, to)) {
      column.setNull(row);
      return true;
    }
    if (from == to && !bytes) {
      column.setNull(row);
      return true;
    }
    if (!scanner.isEscaped(field)) {
      return FieldParser.parse(column, row, d, from, to);
    }
    byte[] text = unescaped.room(to - from);
    int start = unescaped.used();
    int end = scanner.unescape(d, field, text, start);
    if (!FieldParser.parse(column, row, text, start, end)) {
      return false;
    }
    if (bytes) {
      unescaped.keep(column, end, from);
    }
    return true;
  }

  private String complaint(Column column, byte[] d, int field) {
    int from = scanner.from(field);
    int to = scanner.to(field);
    String shown =
        new String(d, from, Math.min(to - from, MAX_SHOWN), StandardCharsets.UTF_8)
            + (to - from > MAX_SHOWN ? "…" : "");
    return "column '"
        + column.name
        + "': '"
        + shown
        + "' "
        + TextFields.complaint(column, d, from, to);
  }
}
