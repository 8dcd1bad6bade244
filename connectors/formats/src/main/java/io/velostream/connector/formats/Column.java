package io.velostream.connector.formats;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One column of the batch being decoded: the arrays that kernels write to at a row index.
///
/// The arrays have room for a whole batch. A row that turns out bad is simply written over by the
/// next one. Only the array of the column's lane is filled; the others are empty.
final class Column {
  private static final long[] NO_LONGS = {};
  private static final double[] NO_DOUBLES = {};

  final String name;
  final DataType type;
  final ValueKind kind;
  final boolean nullable;

  /// LONG values, or the lower halves of WIDE ones.
  long[] longs;

  /// The upper halves of WIDE values.
  long[] highs;

  double[] doubles;

  /// BYTES values: spans of the input window, or of the slots of nested values.
  long[] spans;

  /// Reads and keeps the nested values of the batch.
  final @Nullable NestedValue nested;

  boolean[] nulls;

  /// Whether `nulls` may hold `true` for some row of the batch.
  boolean anyNull;

  /// Whether the input lacks the column, and all of `nulls` is `true`.
  boolean absent;

  /// Smallest and largest value of an integer.
  final long min;

  final long max;

  /// Scale of a decimal, fraction digits of a time or timestamp.
  final int scale;

  /// Precision of a decimal, characters of a CHAR or VARCHAR.
  final int size;

  /// What a bare number means in a TIMESTAMP column.
  final TimestampFormat timestamps;

  /// The date read last, as its first eight bytes and its last two, and what it means: in a stream
  /// of events the next one is most often the same.
  private long dateHead;

  private int dateTail;
  private long lastDay = TimeFields.INVALID;

  Column(Field field, int capacity, TimestampFormat timestamps) {
    this.name = field.name();
    this.type = field.type();
    this.kind = ValueKind.of(name, type);
    this.nullable = field.nullable();
    this.timestamps = timestamps;
    this.nulls = new boolean[capacity];
    boolean wide = kind == ValueKind.WIDE_DECIMAL;
    boolean floating = kind == ValueKind.DOUBLE || kind == ValueKind.REAL;
    boolean bytes =
        kind == ValueKind.VARCHAR
            || kind == ValueKind.CHAR
            || kind == ValueKind.VARBINARY
            || kind == ValueKind.GEOMETRY
            || kind == ValueKind.NESTED;
    this.nested = kind == ValueKind.NESTED ? new NestedValue(field, timestamps) : null;
    this.longs = floating || bytes ? NO_LONGS : new long[capacity];
    this.highs = wide ? new long[capacity] : NO_LONGS;
    this.doubles = floating ? new double[capacity] : NO_DOUBLES;
    this.spans = bytes ? new long[capacity] : NO_LONGS;
    this.min = type instanceof DataType.Integral i ? i.width().min() : 0;
    this.max = type instanceof DataType.Integral i ? i.width().max() : 0;
    this.scale = scaleOf(type);
    this.size = sizeOf(type);
  }

  /// Makes room for `capacity` rows; those that are there stay.
  void grow(int capacity) {
    int rows = nulls.length;
    nulls = Arrays.copyOf(nulls, capacity);
    if (absent) {
      Arrays.fill(nulls, rows, capacity, true);
    }
    longs = longs.length == 0 ? longs : Arrays.copyOf(longs, capacity);
    highs = highs.length == 0 ? highs : Arrays.copyOf(highs, capacity);
    doubles = doubles.length == 0 ? doubles : Arrays.copyOf(doubles, capacity);
    spans = spans.length == 0 ? spans : Arrays.copyOf(spans, capacity);
  }

  private static int scaleOf(DataType type) {
    return switch (type) {
      case DataType.Decimal d -> d.scale();
      case DataType.Time t -> t.precision();
      case DataType.Timestamp t -> t.precision();
      case DataType other -> 0;
    };
  }

  private static int sizeOf(DataType type) {
    return switch (type) {
      case DataType.Decimal d -> d.precision();
      case DataType.Char c -> c.length();
      case DataType.Varchar v -> v.maxLength();
      case DataType other -> 0;
    };
  }

  /// What reads the values of a column of kind NESTED.
  NestedValue nested() {
    if (nested == null) {
      throw new IllegalStateException("not a nested column: " + name);
    }
    return nested;
  }

  /// The input lacks the column: it is NULL in every row, and nobody writes to it.
  void setAbsent() {
    absent = true;
    Arrays.fill(nulls, true);
  }

  /// Days since the epoch of the ten bytes `yyyy-MM-dd`, or [TimeFields#INVALID].
  long day(byte[] data, int from) {
    long head = Words.at(data, from);
    int tail = (data[from + 8] & 0xFF) << 8 | (data[from + 9] & 0xFF);
    if (head != dateHead || tail != dateTail) {
      dateHead = head;
      dateTail = tail;
      lastDay = TimeFields.day(data, from);
    }
    return lastDay;
  }

  void setNull(int row) {
    nulls[row] = true;
    anyNull = true;
  }

  void setLong(int row, long value) {
    longs[row] = value;
    nulls[row] = false;
  }

  void setDouble(int row, double value) {
    doubles[row] = value;
    nulls[row] = false;
  }

  void setWide(int row, long high, long low) {
    highs[row] = high;
    longs[row] = low;
    nulls[row] = false;
  }

  void setSpan(int row, long span) {
    spans[row] = span;
    nulls[row] = false;
  }
}
