package io.velostream.connector.formats;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Schema inference for CSV. Delimiter and header are found by the same rules as when decoding. The
/// columns of several inputs are joined by their names.
final class CsvInference implements SchemaInference.Survey {
  private final Options options;
  private final int rows;
  private final boolean union;
  private final boolean byName;
  private final CsvLayout layout;
  private final List<InferredColumn> columns = new ArrayList<>();

  /// The first input that has columns.
  private @Nullable String first;

  CsvInference(Options options, int rows, boolean union) {
    this.options = options;
    this.rows = rows;
    this.union = union;
    this.layout = CsvLayout.of(options);
    this.byName = options.get(Formats.CSV_MATCH).equals("name");
  }

  @Override
  public List<Field> columns() {
    return InferredColumn.fields(columns);
  }

  @Override
  public void add(SchemaInference.Sample sample) throws SchemaInference.NoColumns {
    List<InferredColumn> found = look(sample);
    if (first == null) {
      first = sample.source();
      columns.addAll(found);
    } else if (byName) {
      joinByName(found, first, sample.source());
    } else {
      joinByPosition(found, first, sample.source());
    }
  }

  private void joinByPosition(List<InferredColumn> found, String before, String source) {
    if (found.size() != columns.size()) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              source
                  + " has "
                  + found.size()
                  + " columns, but "
                  + before
                  + " has "
                  + columns.size())
          .hint("declare the columns with CREATE TABLE");
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).merge(found.get(i));
    }
  }

  private void joinByName(List<InferredColumn> found, String before, String source) {
    if (!union) {
      check(found, source, columns, before);
      check(columns, before, found, source);
    }
    for (InferredColumn column : found) {
      find(columns, column.name())
          .ifPresentOrElse(known -> known.merge(column), () -> columns.add(column));
    }
  }

  private static void check(
      List<InferredColumn> some, String source, List<InferredColumn> others, String other) {
    for (InferredColumn column : some) {
      if (find(others, column.name()).isEmpty()) {
        throw new UserException(
                ErrorCode.BAD_INPUT,
                source + " has a column '" + column.name() + "', but " + other + " has not")
            .hint(
                "create a table of these files WITH ('union-by-name' = 'true') to read NULL where a"
                    + " column is missing, or declare the columns that you need");
      }
    }
  }

  /// The column of a name: exactly, else with letter case ignored.
  private static Optional<InferredColumn> find(List<InferredColumn> columns, String name) {
    Predicate<InferredColumn> exact = column -> column.name().equals(name);
    return columns.stream()
        .filter(exact)
        .findFirst()
        .or(() ->
            columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst());
  }

  private List<InferredColumn> look(SchemaInference.Sample sample)
      throws SchemaInference.NoColumns {
    byte[] d = sample.data();
    CsvDialect dialect = CsvDialect.of(options);
    int at = firstRow(sample, dialect);
    dialect = dialect.resolved(d, at, Lines.newline(d, at));
    CsvScanner scanner = new CsvScanner(dialect);
    int next = scanner.scan(d, at, sample.to(), sample.complete());
    if (next == CsvScanner.INCOMPLETE || !scanner.error().isEmpty()) {
      throw new SchemaInference.NoColumns("its first row is malformed: " + scanner.error());
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < scanner.count(); i++) {
      cells.add(scanner.text(d, i));
    }
    boolean header = layout.isHeader(cells);
    CsvHeader.check(scanner, d, header, sample.source());
    if (!header) {
      cells.replaceAll(_ -> "");
    }
    List<String> names = layout.names().isEmpty() ? CsvHeader.names(cells) : layout.names();
    List<InferredColumn> found = names.stream().map(InferredColumn::new).toList();
    look(sample, scanner, dialect, header ? next : at, found);
    return found.stream().filter(column -> !column.name().isEmpty()).toList();
  }

  private int firstRow(SchemaInference.Sample sample, CsvDialect dialect)
      throws SchemaInference.NoColumns {
    byte[] d = sample.data();
    int at = sample.from();
    long skipped = 0;
    while (at < sample.to()) {
      int newline = Lines.newline(d, at);
      boolean comment = dialect.comment() != 0 && d[at] == dialect.comment();
      if (skipped++ >= layout.skippedLines() && !comment && Lines.trimmed(d, at, newline) > at) {
        return at;
      }
      at = newline + 1;
    }
    throw new SchemaInference.NoColumns("it is empty");
  }

  private void look(
      SchemaInference.Sample sample,
      CsvScanner scanner,
      CsvDialect dialect,
      int from,
      List<InferredColumn> found) {
    byte[] d = sample.data();
    int at = from;
    for (int row = 0; row < rows && at < sample.to(); row++) {
      boolean comment = dialect.comment() != 0 && d[at] == dialect.comment();
      int next =
          comment ? Lines.newline(d, at) + 1 : scanner.scan(d, at, sample.to(), sample.complete());
      if (next == CsvScanner.INCOMPLETE) {
        return;
      }
      boolean good = scanner.error().isEmpty() && layout.allows(scanner.count(), found.size());
      if (!comment && good) {
        row(d, scanner, dialect, found);
      }
      at = next;
    }
  }

  private static void row(
      byte[] d, CsvScanner scanner, CsvDialect dialect, List<InferredColumn> found) {
    for (int i = 0; i < Math.min(found.size(), scanner.count()); i++) {
      int from = scanner.from(i);
      int to = scanner.to(i);
      boolean isNull = !scanner.isQuoted(i) && dialect.isNull(d, from, to);
      if (!isNull && from < to) {
        byte[] text = Arrays.copyOfRange(d, from, to);
        found.get(i).add(TextType.of(scanner.isEscaped(i) ? new byte[] {'"'} : trim(text)));
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
