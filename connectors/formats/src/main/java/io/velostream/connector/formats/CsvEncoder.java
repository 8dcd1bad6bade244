package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.SlotReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// CSV. Fields are quoted only where the reader would otherwise see something else; NULL is the
/// unquoted null text, the empty string is quoted.
final class CsvEncoder extends RowEncoder {
  private final CsvDialect dialect;
  private final boolean hasHeader;

  /// @param dialect its delimiter is known
  CsvEncoder(
      Schema schema,
      boolean changelog,
      TimestampFormat timestamps,
      CsvDialect dialect,
      boolean hasHeader) {
    requireOp(schema, changelog);
    super(schema, changelog, timestamps);
    this.dialect = dialect;
    this.hasHeader = hasHeader;
  }

  @Override
  public void header(TextBuffer out) {
    if (!hasHeader) {
      return;
    }
    boolean first = true;
    if (changelog) {
      out.append(OP);
      first = false;
    }
    for (Field field : schema.fields()) {
      if (!first) {
        out.append(dialect.delimiter());
      }
      first = false;
      int from = out.length();
      out.append(field.name());
      // A reader that guesses the delimiter looks at this row.
      quoteIfNeeded(from, out, field.name().matches(".*[,;\t|].*") && dialect.quote() != 0);
    }
    out.append('\n');
  }

  @Override
  void row(Batch batch, int row, String op, TextBuffer out) {
    if (changelog) {
      out.append(op);
    }
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0 || changelog) {
        out.append(dialect.delimiter());
      }
      Vector vector = batch.column(i);
      if (vector.isNull(row)) {
        out.append(dialect.nullText(), 0, dialect.nullText().length);
      } else {
        int from = out.length();
        if (SlotReader.isNested(schema.type(i))) {
          ValueText.json(schema.type(i), vector, row, timestamps, out);
        } else {
          ValueText.append(schema.type(i), vector, row, timestamps, out);
        }
        quoteIfNeeded(from, out, false);
      }
    }
    out.append('\n');
  }

  private void quoteIfNeeded(int from, TextBuffer out, boolean always) {
    byte[] data = out.array();
    int to = out.length();
    boolean needed = always || dialect.isNull(data, from, to) || from == to;
    needed |= from < to && dialect.comment() != 0 && data[from] == dialect.comment();
    for (int i = from; i < to && !needed; i++) {
      byte c = data[i];
      needed = c == dialect.delimiter() || c == '\n' || c == '\r';
      needed |= c == dialect.quote() && c != 0;
    }
    if (needed) {
      quote(from, out);
    }
  }

  private void quote(int from, TextBuffer out) {
    byte quote = dialect.quote();
    if (quote == 0) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "a value needs quotes in CSV: "
                  + new String(out.array(), from, out.length() - from, StandardCharsets.UTF_8))
          .hint("set the option '" + Formats.CSV_QUOTE + "'");
    }
    byte[] raw = Arrays.copyOfRange(out.array(), from, out.length());
    out.truncate(from);
    out.append(quote);
    for (byte c : raw) {
      if (c == quote || c == dialect.escape()) {
        out.append(dialect.escape());
      }
      out.append(c);
    }
    out.append(quote);
  }
}
