package io.velostream.connector.formats;

import io.velostream.columnar.Lane;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one JSON object of any key order, spacing and nesting: the general path.
///
/// Keys name columns exactly, letter case counts. Unknown keys are skipped, missing ones are NULL,
/// of a repeated one the last counts. Numbers and booleans in quotes are taken as such; a number, a
/// boolean or a nested value in a VARCHAR column is its JSON text; nested columns are read as
/// [NestedValue] says.
final class JsonRowParser {
  /// How many bytes of a value a message shows.
  private static final int MAX_SHOWN = 80;

  private final ColumnSet columns;
  private final byte[][] names;
  private final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];
  private final Unescaped unescaped;
  private byte[] keyText = new byte[64];

  /// Per column: the serial number of the last row that had it.
  private final long[] seen;

  /// The column after the one found last: where the next key most likely belongs.
  private int expected;

  private long serial;
  private String reason = "";

  /// The shape of the row being read, for [JsonTemplate].
  private final JsonShape shape = new JsonShape();

  JsonRowParser(ColumnSet columns) {
    this.columns = columns;
    int count = columns.columns.length;
    this.names = new byte[count][];
    for (int i = 0; i < count; i++) {
      names[i] = columns.columns[i].name.getBytes(StandardCharsets.UTF_8);
    }
    this.seen = new long[count];
    this.unescaped = new Unescaped(count);
  }

  /// What is wrong with the row last read.
  String reason() {
    return reason;
  }

  /// Where keys and values of the row last read stood.
  JsonShape shape() {
    return shape;
  }

  /// Writes the object in `[from, to)` to the next row of the columns, without committing it.
  ///
  /// @param to where the line's newline is
  /// @return whether the row is good; otherwise [#reason()] says why
  boolean parse(byte[] d, int from, int to) {
    unescaped.clear();
    shape.clear(from);
    serial++;
    int p = JsonText.space(d, from);
    if (d[p] != '{') {
      return fail(
          d[p] == '['
              ? "is a JSON array; each line must be one JSON object"
              : "is not a JSON object");
    }
    p = JsonText.space(d, p + 1);
    if (d[p] == '}') {
      return finish(d, p + 1, from, to);
    }
    while (true) {
      if (d[p] != '"') {
        return malformed(p, from, "expected a key in double quotes");
      }
      int keyFrom = p + 1;
      int keyTo = JsonText.stringEnd(d, keyFrom);
      if (keyTo == JsonText.BAD) {
        return malformed(p, from, "a key that does not end or has a bad character");
      }
      p = JsonText.space(d, keyTo + 1);
      if (d[p] != ':') {
        return malformed(p, from, "expected ':'");
      }
      p = JsonText.space(d, p + 1);
      int column = column(d, keyFrom, keyTo);
      int valueFrom = p;
      p = value(d, p, from, column);
      if (p == JsonText.BAD) {
        return false;
      }
      shape.field(column, valueFrom, p);
      p = JsonText.space(d, p);
      if (d[p] == '}') {
        return finish(d, p + 1, from, to);
      }
      if (d[p] != ',') {
        return malformed(p, from, "expected ',' or '}'");
      }
      p = JsonText.space(d, p + 1);
    }
  }

  private boolean finish(byte[] d, int end, int from, int to) {
    if (JsonText.space(d, end) != to) {
      return malformed(end, from, "text after the object");
    }
    shape.end(to);
    int row = columns.rows();
    for (int i = 0; i < seen.length; i++) {
      if (seen[i] != serial) {
        columns.columns[i].setNull(row);
      }
    }
    Column missing = columns.missingValue();
    if (missing != null) {
      return fail("column '" + missing.name + "' is NOT NULL but has no value");
    }
    unescaped.apply(d, row);
    return true;
  }

  private int value(byte[] d, int p, int lineFrom, int index) {
    byte first = d[p];
    int end;
    if (first == '"') {
      int close = JsonText.stringEnd(d, p + 1);
      end = close == JsonText.BAD ? JsonText.BAD : close + 1;
    } else {
      end = JsonText.value(d, p, stack);
    }
    if (end == JsonText.BAD) {
      malformed(p, lineFrom, describe(d, p));
      return JsonText.BAD;
    }
    if (index >= 0) {
      seen[index] = serial;
      unescaped.drop(columns.columns[index]);
      if (!store(columns.columns[index], d, p, end)) {
        return JsonText.BAD;
      }
    }
    return end;
  }

  private static String describe(byte[] d, int p) {
    return switch (d[p]) {
      case '"' -> "a string that does not end or has a bad character or escape";
      case '{', '[' -> "a nested value that is malformed or deeper than " + JsonText.MAX_DEPTH;
      case '\n' -> "the line ends where a value should be";
      default -> "no JSON value";
    };
  }

  /// Stores the value `[from, to)`, which is well-formed JSON.
  private boolean store(Column column, byte[] d, int from, int to) {
    int row = columns.rows();
    if (column.kind == ValueKind.NESTED) {
      return column.nested().store(column, row, d, from, to)
          || fail(complaint(column, d, from, to));
    }
    byte first = d[from];
    boolean stored =
        switch (first) {
          case 'n' -> {
            column.setNull(row);
            yield true;
          }
          case '"' -> string(column, row, d, from + 1, to - 1);
          case '{', '[' -> text(column, row, d, from, to);
          case 't', 'f' ->
              column.kind == ValueKind.BOOLEAN
                  ? TextFields.bool(column, row, d, from, to)
                  : text(column, row, d, from, to);
          default ->
              column.kind != ValueKind.VARBINARY && FieldParser.parse(column, row, d, from, to);
        };
    return stored || fail(complaint(column, d, from, to));
  }

  private static boolean text(Column column, int row, byte[] d, int from, int to) {
    boolean characters = column.kind == ValueKind.VARCHAR || column.kind == ValueKind.CHAR;
    return characters && TextFields.text(column, row, d, from, to);
  }

  private boolean string(Column column, int row, byte[] d, int from, int to) {
    if (!hasBackslash(d, from, to)) {
      return FieldParser.parse(column, row, d, from, to);
    }
    byte[] text = unescaped.room(to - from);
    int start = unescaped.used();
    int end = JsonText.unescape(d, from, to, text, start);
    if (end == JsonText.BAD || !FieldParser.parse(column, row, text, start, end)) {
      return false;
    }
    if (column.type.lane() == Lane.BYTES) {
      unescaped.keep(column, end, from);
    }
    return true;
  }

  private static boolean hasBackslash(byte[] d, int from, int to) {
    for (int i = from; i < to; i++) {
      if (d[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /// Index of the wanted column that a key names, or -1.
  private int column(byte[] d, int from, int to) {
    if (!hasBackslash(d, from, to)) {
      return lookUp(d, from, to);
    }
    if (keyText.length < to - from) {
      keyText = new byte[(to - from) * 2];
    }
    int end = JsonText.unescape(d, from, to, keyText, 0);
    return end == JsonText.BAD ? -1 : lookUp(keyText, 0, end);
  }

  private int lookUp(byte[] d, int from, int to) {
    for (int n = 0; n < names.length; n++) {
      int i = expected + n < names.length ? expected + n : expected + n - names.length;
      byte[] name = names[i];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, d, from, to)) {
        expected = i + 1 == names.length ? 0 : i + 1;
        return i;
      }
    }
    return -1;
  }

  private boolean fail(String why) {
    reason = why;
    return false;
  }

  private boolean malformed(int at, int from, String what) {
    return fail("malformed JSON at byte " + (at - from + 1) + ": " + what);
  }

  private static String complaint(Column column, byte[] d, int from, int to) {
    String shown =
        new String(d, from, Math.min(to - from, MAX_SHOWN), StandardCharsets.UTF_8)
            + (to - from > MAX_SHOWN ? "…" : "");
    boolean quoted = d[from] == '"' && column.kind != ValueKind.NESTED;
    String wrong =
        quoted && isHalfPair(d, from, to)
            ? "has half a surrogate pair"
            : TextFields.complaint(column, d, quoted ? from + 1 : from, quoted ? to - 1 : to);
    return "column '" + column.name + "': " + shown + " " + wrong;
  }

  private static boolean isHalfPair(byte[] d, int from, int to) {
    byte[] text = new byte[to - from];
    return hasBackslash(d, from, to)
        && JsonText.unescape(d, from + 1, to - 1, text, 0) == JsonText.BAD;
  }
}
