package io.velostream.connector.formats;

import io.velostream.columnar.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fast path for JSON lines: it expects a row to have the same keys in the same order and
/// spacing as an earlier one, so that everything between two values is checked by comparing words,
/// and only values are parsed. (The idea of speculating on structure is from Mison, Li et al., VLDB
/// 2017.)
///
/// A row that differs in any way, or has an unusual value, is a miss, and [JsonRowParser] reads it
/// from its start. After a few misses in a row the shape is learned anew.
final class JsonTemplate {
  private static final int MISSES_BEFORE_LEARNING = 3;

  /// Shapes with more fields are not learned: a row of them is long enough for the general path.
  private static final int MAX_FIELDS = 4_096;

  private final ColumnSet columns;
  private final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];
  private int misses = MISSES_BEFORE_LEARNING;
  private int fields = -1;

  /// By field: the column, or `null` to skip the value.
  private @Nullable Column[] targets = {};

  /// By gap, the last of which ends the row: its length, its first and its last eight bytes. Those
  /// of a short gap are masked. Longer gaps are compared in full.
  private int[] lengths = {};

  private long[] firsts = {};
  private long[] lasts = {};
  private long[] masks = {};
  private byte[][] gaps = {};
  private Column[] absent = {};

  JsonTemplate(ColumnSet columns) {
    this.columns = columns;
  }

  /// Reads the row at `from` into row `row` of the columns; returns the index behind its newline,
  /// or [FastFields#MISS].
  int row(byte[] d, int from, int row) {
    int count = fields;
    if (count < 0) {
      return FastFields.MISS;
    }
    int p = from;
    for (int f = 0; f < count; f++) {
      p = gap(d, p, f);
      if (p < 0) {
        return p;
      }
      Column target = targets[f];
      p = target == null ? skip(d, p, stack) : value(target, row, d, p);
      if (p < 0) {
        return p;
      }
    }
    p = gap(d, p, count);
    for (int i = 0; i < absent.length && p >= 0; i++) {
      absent[i].setNull(row);
    }
    return p;
  }

  private int gap(byte[] d, int p, int gap) {
    int length = lengths[gap];
    if ((Words.at(d, p) & masks[gap]) != firsts[gap]) {
      return FastFields.MISS;
    }
    if (length > 8) {
      // Arrays.equals checks its bounds: a short rest of the window is a miss like any other.
      if (length > 16
          && (p + length > d.length
              || !Arrays.equals(gaps[gap], 8, length, d, p + 8, p + length))) {
        return FastFields.MISS;
      }
      // For up to 16 bytes, the last eight lie within the padding even behind the data.
      if (length <= 16 && Words.at(d, p + length - 8) != lasts[gap]) {
        return FastFields.MISS;
      }
    }
    return p + length;
  }

  private static int value(Column column, int row, byte[] d, int p) {
    byte first = d[p];
    if (first == 'n') {
      return nothing(column, row, d, p);
    }
    boolean quoted = first == '"';
    return switch (column.kind) {
      case VARCHAR -> quoted ? string(column, row, d, p + 1) : FastFields.MISS;
      case INTEGER -> FastFields.integer(column, row, d, p);
      case DOUBLE -> FastFields.float64(column, row, d, p);
      case DECIMAL, WIDE_DECIMAL -> FastFields.decimal(column, row, d, p);
      case TIMESTAMP ->
          quoted ? timestamp(column, row, d, p + 1) : FastFields.epoch(column, row, d, p);
      case BOOLEAN -> bool(column, row, d, p);
      case CHAR, VARBINARY, GEOMETRY, DATE, TIME ->
          quoted ? quotedValue(column, row, d, p + 1) : FastFields.MISS;
      case NESTED -> column.nested().read(column, row, d, p);
      case REAL, NULL -> FastFields.MISS;
    };
  }

  private static int nothing(Column column, int row, byte[] d, int p) {
    if (!column.nullable || JsonText.literal(d, p) == JsonText.BAD) {
      return FastFields.MISS;
    }
    column.setNull(row);
    return p + 4;
  }

  private static int bool(Column column, int row, byte[] d, int p) {
    int end = JsonText.literal(d, p);
    if (end == JsonText.BAD) {
      return FastFields.MISS;
    }
    column.setLong(row, d[p] == 't' ? 1 : 0);
    return end;
  }

  private static int string(Column column, int row, byte[] d, int from) {
    int end = JsonText.plainEnd(d, from);
    if (d[end] != '"') {
      return d[end] < 0 ? unicode(column, row, d, from, end) : FastFields.MISS;
    }
    if (end - from > column.size) {
      return FastFields.MISS;
    }
    column.spans[row] = Span.of(from, end - from);
    column.nulls[row] = false;
    return end + 1;
  }

  /// A string with characters beyond ASCII, the first of them at `high`.
  private static int unicode(Column column, int row, byte[] d, int from, int high) {
    int end = high;
    while (d[end] < 0) {
      end = JsonText.plainEnd(d, end + 1);
    }
    if (d[end] != '"' || !Utf8.isValid(d, high, end)) {
      return FastFields.MISS;
    }
    return TextFields.validText(column, row, d, from, end) ? end + 1 : FastFields.MISS;
  }

  private static int timestamp(Column column, int row, byte[] d, int from) {
    int end = FastFields.timestamp(column, row, d, from);
    return end > 0 && d[end] == '"' ? end + 1 : quotedValue(column, row, d, from);
  }

  /// A string without escapes that stands for a value of another type.
  private static int quotedValue(Column column, int row, byte[] d, int from) {
    int end = JsonText.plainEnd(d, from);
    boolean good = d[end] == '"' && FieldParser.parse(column, row, d, from, end);
    return good ? end + 1 : FastFields.MISS;
  }

  /// Skips a value; [JsonText#BAD] is the same as a miss.
  private static int skip(byte[] d, int p, long[] stack) {
    if (d[p] == '"') {
      int end = JsonText.stringEnd(d, p + 1);
      return end < 0 ? end : end + 1;
    }
    return JsonText.value(d, p, stack);
  }

  /// Notes that a row was read.
  void hit() {
    misses = 0;
  }

  /// Notes that the general path had to read a row, which was good if its shape is complete.
  void miss(byte[] d, JsonShape shape) {
    if (++misses >= MISSES_BEFORE_LEARNING && shape.isComplete() && shape.fields() < MAX_FIELDS) {
      learn(d, shape);
      misses = 0;
    }
  }

  private void learn(byte[] d, JsonShape shape) {
    fields = shape.fields();
    targets = new Column[fields];
    lengths = new int[fields + 1];
    firsts = new long[fields + 1];
    lasts = new long[fields + 1];
    masks = new long[fields + 1];
    gaps = new byte[fields + 1][];
    boolean[] present = new boolean[columns.columns.length];
    for (int f = 0; f < fields; f++) {
      int index = shape.column(f);
      if (index >= 0) {
        targets[f] = columns.columns[index];
        present[index] = true;
      }
      learnGap(f, d, shape.gapFrom(f), shape.valueFrom(f));
    }
    learnGap(fields, d, shape.tailFrom(), shape.tailTo());
    absent = new Column[columns.columns.length];
    int count = 0;
    for (int i = 0; i < present.length; i++) {
      if (!present[i]) {
        absent[count++] = columns.columns[i];
      }
    }
    absent = Arrays.copyOf(absent, count);
  }

  private void learnGap(int gap, byte[] d, int from, int to) {
    int length = to - from;
    lengths[gap] = length;
    masks[gap] = length >= 8 ? -1L : (1L << (8 * length)) - 1;
    firsts[gap] = Words.at(d, from) & masks[gap];
    lasts[gap] = length > 8 ? Words.at(d, to - 8) : 0;
    gaps[gap] = Arrays.copyOfRange(d, from, to);
  }
}
