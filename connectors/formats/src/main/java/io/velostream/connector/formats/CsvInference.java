package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Schema inference for CSV. Delimiter and header are found by the same rules as when decoding.
final class CsvInference {
  private CsvInference() {}

  static Schema infer(SchemaInference.Sample sample, Options options) {
    byte[] d = sample.data();
    CsvDialect dialect = CsvDialect.of(options);
    int at = firstRow(sample, dialect);
    dialect = dialect.resolved(d, at, Lines.newline(d, at));
    CsvScanner scanner = new CsvScanner(dialect);
    int next = scanner.scan(d, at, sample.to(), sample.complete());
    if (next == CsvScanner.INCOMPLETE || !scanner.error().isEmpty()) {
      throw sample.empty("its first row is malformed: " + scanner.error());
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < scanner.count(); i++) {
      cells.add(scanner.text(d, i));
    }
    boolean header =
        switch (options.get(Formats.CSV_HEADER)) {
          case "true" -> true;
          case "false" -> false;
          default -> CsvHeader.isHeader(cells);
        };
    if (!header) {
      cells.replaceAll(_ -> "");
    }
    List<InferredColumn> columns =
        CsvHeader.names(cells).stream().map(InferredColumn::new).toList();
    look(sample, scanner, dialect, header ? next : at, columns);
    return new Schema(InferredColumn.fields(columns));
  }

  private static int firstRow(SchemaInference.Sample sample, CsvDialect dialect) {
    byte[] d = sample.data();
    int at = sample.from();
    while (at < sample.to()) {
      int newline = Lines.newline(d, at);
      boolean comment = dialect.comment() != 0 && d[at] == dialect.comment();
      if (!comment && Lines.trimmed(d, at, newline) > at) {
        return at;
      }
      at = newline + 1;
    }
    throw sample.empty("it is empty");
  }

  private static void look(
      SchemaInference.Sample sample,
      CsvScanner scanner,
      CsvDialect dialect,
      int from,
      List<InferredColumn> columns) {
    byte[] d = sample.data();
    int at = from;
    for (int row = 0; row < SchemaInference.MAX_ROWS && at < sample.to(); row++) {
      boolean comment = dialect.comment() != 0 && d[at] == dialect.comment();
      int next =
          comment ? Lines.newline(d, at) + 1 : scanner.scan(d, at, sample.to(), sample.complete());
      if (next == CsvScanner.INCOMPLETE) {
        return;
      }
      boolean good = scanner.error().isEmpty() && scanner.count() == columns.size();
      if (!comment && good) {
        row(d, scanner, dialect, columns);
      }
      at = next;
    }
  }

  private static void row(
      byte[] d, CsvScanner scanner, CsvDialect dialect, List<InferredColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      int from = scanner.from(i);
      int to = scanner.to(i);
      boolean isNull = !scanner.isQuoted(i) && dialect.isNull(d, from, to);
      if (!isNull && from < to) {
        byte[] text = Arrays.copyOfRange(d, from, to);
        columns.get(i).add(TextType.of(scanner.isEscaped(i) ? new byte[] {'"'} : trim(text)));
      }
    }
  }

  private static byte[] trim(byte[] text) {
    int from = 0;
    int to = text.length;
    while (from < to && text[from] == ' ') {
      from++;
    }
    while (from < to && text[to - 1] == ' ') {
      to--;
    }
    return from == to ? text : Arrays.copyOfRange(text, from, to);
  }
}
