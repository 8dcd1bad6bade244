package io.velostream.connector.formats;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Span;
import io.velostream.columnar.nested.SlotWriter;
import java.nio.charset.StandardCharsets;

/// Turns JSON values into slots of a declared nested type.
///
/// `null` and missing members are NULL, members that a ROW does not have are left out, of a
/// repeated one the last counts. Scalars are read as columns of their type read them.
final class NestedValue {
  /// How many bytes of a value a message shows.
  private static final int MAX_SHOWN = 40;

  private final DataType type;
  private final NestedPart part;
  private final SlotWriter out = new SlotWriter();
  private final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];

  /// Whether the text last refused was no JSON.
  private boolean malformed;

  NestedValue(Field field, TimestampFormat timestamps) {
    this.type = field.type();
    this.part = NestedPart.of(field, timestamps);
  }

  /// The array with the slots of the batch so far, with the padding that vectors need.
  byte[] data() {
    out.pad(BytesVector.PADDING);
    return out.array();
  }

  /// Forgets all slots.
  void reset() {
    out.truncate(0);
  }

  /// Reads the JSON value at `p` of a line into a row; returns the index behind it, or
  /// [JsonText#BAD].
  int read(Column column, int row, byte[] d, int p) {
    int end = JsonText.value(d, p, stack);
    return end == JsonText.BAD || !store(column, row, d, p, end) ? JsonText.BAD : end;
  }

  /// Reads the well-formed JSON value `[from, to)` into a row; says whether it fits the type.
  boolean store(Column column, int row, byte[] d, int from, int to) {
    if (d[from] == 'n') {
      column.setNull(row);
      return true;
    }
    int start = out.length();
    if (!Utf8.isValid(d, from, to) || part.read(d, from, out) == JsonText.BAD) {
      out.truncate(start);
      return false;
    }
    column.setSpan(row, Span.of(start, out.length() - start));
    return true;
  }

  /// Reads a text that should be JSON, such as a CSV field.
  boolean parse(Column column, int row, byte[] d, int from, int to) {
    byte[] line = line(d, from, to);
    int p = JsonText.space(line, 0);
    int end = JsonText.value(line, p, stack);
    malformed = end == JsonText.BAD || JsonText.space(line, end) != to - from;
    return !malformed && store(column, row, line, p, end);
  }

  /// A copy that ends with a newline, as [JsonText] needs it.
  private static byte[] line(byte[] d, int from, int to) {
    byte[] line = new byte[to - from + 1 + RowDecoder.PADDING];
    System.arraycopy(d, from, line, 0, to - from);
    line[to - from] = '\n';
    for (int i = 0; i < to - from; i++) {
      if (line[i] == '\n') {
        line[i] = ' ';
      }
    }
    return line;
  }

  /// What is wrong with a value that was refused.
  String complaint(byte[] d, int from, int to) {
    if (malformed) {
      return "is malformed JSON";
    }
    NestedPart.Misfit misfit = part.misfit();
    String what = "does not fit " + type.sql();
    if (misfit == null || !Utf8.isValid(d, from, to)) {
      return Utf8.isValid(d, from, to) ? what : "is not valid UTF-8";
    }
    return what + ": there is " + shown(misfit.value()) + " for " + misfit.type().sql();
  }

  private static String shown(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
  }
}
