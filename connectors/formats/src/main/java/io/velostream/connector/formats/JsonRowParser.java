package io.velostream.connector.formats;

import io.velostream.columnar.Lane;
import java.nio.charset.StandardCharsets;

/// Reads one JSON object of any key order, spacing and nesting: the general path.
///
/// Keys name columns exactly, letter case counts; [JsonKeys] says which. Unknown keys are skipped,
/// missing ones are NULL, of a repeated one the last counts. Numbers and booleans in quotes are
/// taken as such; a number, a boolean or a nested value in a VARCHAR column is its JSON text;
/// nested columns are read as [NestedValue] says.
final class JsonRowParser {
  /// How many bytes of a value a message shows.
  private static final int MAX_SHOWN = 80;

  private final ColumnSet columns;
  private final JsonKeys keys;
  private final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];
  private final Unescaped unescaped;
  private byte[] keyText = new byte[64];

  /// Per column: the serial number of the last row that had it.
  private final long[] seen;

  private long serial;
  private String reason = "";

  /// The shape of the row being read, for [JsonTemplate].
  private final JsonShape shape = new JsonShape();

  JsonRowParser(ColumnSet columns, JsonKeys keys) {
    this.columns = columns;
    this.keys = keys;
    int count = columns.columns.length;
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
  /// @param to where the line's newline is, or what follows the object
  /// @return whether the row is good; otherwise [#reason()] says why
  boolean parse(byte[] d, int from, int to) {
    boolean good = parseOnly(d, from, to);
    if (good) {
      settle(d, columns.rows());
    }
    return good;
  }

  /// The same, but leaves the bytes as they are: the row is complete after [#settle].
  boolean parseOnly(byte[] d, int from, int to) {
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
    p = object(d, p, from, keys);
    return p != JsonText.BAD && finish(d, p, from, to);
  }

  /// Resolves the escapes of the row read last, which is kept.
  ///
  /// @param row its index
  void settle(byte[] d, int row) {
    unescaped.apply(d, row);
  }

  /// Reads the object that begins at `p`; returns the index behind it, or BAD.
  private int object(byte[] d, int brace, int from, JsonKeys members) {
    int p = JsonText.space(d, brace + 1);
    if (d[p] == '}') {
      return p + 1;
    }
    while (true) {
      if (d[p] != '"') {
        return bad(p, from, "expected a key in double quotes");
      }
      int keyFrom = p + 1;
      int keyTo = JsonText.stringEnd(d, keyFrom);
      if (keyTo == JsonText.BAD) {
        return bad(p, from, "a key that does not end or has a bad character");
      }
      if (!Utf8.isValid(d, keyFrom, keyTo)) {
        return bad(keyFrom, from, "a key that is not UTF-8");
      }
      p = JsonText.space(d, keyTo + 1);
      if (d[p] != ':') {
        return bad(p, from, "expected ':'");
      }
      p = JsonText.space(d, p + 1);
      p = member(d, p, from, members, key(d, keyFrom, keyTo, members));
      if (p == JsonText.BAD) {
        return p;
      }
      p = JsonText.space(d, p);
      if (d[p] == '}') {
        return p + 1;
      }
      if (d[p] != ',') {
        return bad(p, from, "expected ',' or '}'");
      }
      p = JsonText.space(d, p + 1);
    }
  }

  private int bad(int p, int from, String what) {
    malformed(p, from, what);
    return JsonText.BAD;
  }

  /// Reads the value of a key, which leads to a column, to keys below it, to both, or to nothing.
  private int member(byte[] d, int from, int lineFrom, JsonKeys members, int key) {
    int column = key < 0 ? -1 : members.column(key);
    JsonKeys below = key < 0 ? null : members.inner(key);
    if (below == null) {
      int end = value(d, from, lineFrom, column);
      if (end != JsonText.BAD) {
        shape.field(column, from, end);
      }
      return end;
    }
    boolean descends = d[from] == '{';
    int end = descends && column < 0 ? from : value(d, from, lineFrom, column);
    if (end == JsonText.BAD) {
      return end;
    }
    if (!descends || column >= 0) {
      shape.spoil(); // a row like this one may still have what is below
    }
    return descends ? object(d, from, lineFrom, below) : end;
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

  /// The number of a key among those that lead to columns, or -1.
  private int key(byte[] d, int from, int to, JsonKeys members) {
    if (!hasBackslash(d, from, to)) {
      return members.find(d, from, to);
    }
    if (keyText.length < to - from) {
      keyText = new byte[(to - from) * 2];
    }
    int end = JsonText.unescape(d, from, to, keyText, 0);
    return end == JsonText.BAD ? -1 : members.find(keyText, 0, end);
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
