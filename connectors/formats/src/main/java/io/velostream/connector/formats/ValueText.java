package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.FloatingText;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.geometry.ShapeText;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.NestedText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;

/// The text of single values, for CSV, JSON, terminals and messages.
///
/// Numbers are exact: integers and decimals in full, floating-point numbers as the shortest text
/// that reads as the same number. Timestamps look like `2024-01-15 12:00:00.123`, binary strings
/// are Base64, geometries well-known text.
public final class ValueText {
  private static final int SMALL = 64;

  private ValueText() {}

  /// The text of a value that is not NULL.
  public static String of(DataType type, Vector vector, int row) {
    TextBuffer out = new TextBuffer();
    append(type, vector, row, out);
    return out.toText();
  }

  /// Appends the text of a value that is not NULL.
  public static void append(DataType type, Vector vector, int row, TextBuffer out) {
    append(type, vector, row, TimestampFormat.SQL, out);
  }

  /// Appends the texts of all values of a row, with a comma and a space between them.
  public static void appendRow(Schema schema, Batch batch, int row, TextBuffer out) {
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      Vector vector = batch.column(i);
      if (vector.isNull(row)) {
        out.append("NULL");
      } else {
        append(schema.type(i), vector, row, out);
      }
    }
  }

  /// Appends the text of a value that is not NULL, with a choice for timestamps.
  static void append(
      DataType type, Vector vector, int row, TimestampFormat timestamps, TextBuffer out) {
    switch (type) {
      case DataType.Bool _ -> out.append(longAt(vector, row) != 0 ? "true" : "false");
      case DataType.Integral _ -> out.appendLong(longAt(vector, row));
      case DataType.Floating f -> floating(f.width(), ((DoubleVector) vector).values()[row], out);
      case DataType.Decimal d -> decimal(d, vector, row, out);
      case DataType.Char _, DataType.Varchar _ -> bytes(vector, row, out);
      case DataType.Varbinary _ -> base64(vector, row, out);
      case DataType.Geometry _ -> out.append(ShapeText.of(slice(vector, row)));
      case DataType.Date _ -> TimeText.date(longAt(vector, row), out);
      case DataType.Time t -> TimeText.time(longAt(vector, row), t.precision(), out);
      case DataType.Timestamp t -> TimeText.timestamp(longAt(vector, row), t, timestamps, out);
      case DataType.Interval i -> TimeText.interval(longAt(vector, row), i.family(), out);
      case DataType.Null _ -> out.append("NULL");
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          nested(type, vector, row, timestamps, out);
    }
  }

  private static void nested(
      DataType type, Vector vector, int row, TimestampFormat timestamps, TextBuffer out) {
    Slice slot = slice(vector, row);
    StringBuilder text = new StringBuilder();
    new NestedText((t, value, into) -> scalar(t, value, timestamps, into))
        .append(type, slot.array(), slot.offset(), text);
    out.append(text.toString());
  }

  /// Appends a nested value as JSON.
  static void json(
      DataType type, Vector vector, int row, TimestampFormat timestamps, TextBuffer out) {
    Slice slot = slice(vector, row);
    StringBuilder text = new StringBuilder();
    new NestedJson((t, value, into) -> scalar(t, value, timestamps, into), timestamps.isText())
        .append(type, slot.array(), slot.offset(), text);
    out.append(text.toString());
  }

  /// Appends the text of a boxed value, a part of a nested one.
  static void scalar(DataType type, Object value, TimestampFormat timestamps, StringBuilder out) {
    VectorBuilder vector = VectorBuilder.of(type.lane());
    Values.append(vector, value);
    TextBuffer text = new TextBuffer(SMALL);
    append(type, vector.build(), 0, timestamps, text);
    out.append(text.toText());
  }

  /// The bytes of a row of lane BYTES.
  static Slice slice(Vector vector, int row) {
    return switch (vector) {
      case BytesVector v -> v.slice(row);
      case DictionaryVector v -> v.dictionary().slice(v.ids()[row]);
      case LongVector _, DoubleVector _, WideVector _ ->
          throw new IllegalStateException("not a vector of bytes: lane " + vector.lane());
    };
  }

  private static long longAt(Vector vector, int row) {
    return ((LongVector) vector).values()[row];
  }

  private static void floating(DataType.Floating.Width width, double value, TextBuffer out) {
    if (width == DataType.Floating.Width.REAL) {
      out.append(FloatingText.of((float) value));
    } else {
      DoubleText.append(value, out);
    }
  }

  private static void decimal(DataType.Decimal type, Vector vector, int row, TextBuffer out) {
    switch (vector) {
      case LongVector v -> smallDecimal(v.values()[row], type.scale(), out);
      case WideVector v ->
          out.append(
              new BigDecimal(WideInteger.toBigInteger(v.high()[row], v.low()[row]), type.scale())
                  .toPlainString());
      case DoubleVector _, BytesVector _, DictionaryVector _ ->
          throw new IllegalStateException("not a vector of decimals: lane " + vector.lane());
    }
  }

  private static void smallDecimal(long unscaled, int scale, TextBuffer out) {
    if (scale == 0) {
      out.appendLong(unscaled);
      return;
    }
    if (unscaled < 0) {
      out.append('-');
    }
    out.appendPadded(Math.abs(unscaled), scale + 1);
    out.insert(out.length() - scale, '.');
  }

  private static void bytes(Vector vector, int row, TextBuffer out) {
    switch (vector) {
      case BytesVector v -> {
        long span = v.spans()[row];
        out.append(v.data(), Span.start(span), Span.length(span));
      }
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        long span = dictionary.spans()[v.ids()[row]];
        out.append(dictionary.data(), Span.start(span), Span.length(span));
      }
      case LongVector _, DoubleVector _, WideVector _ ->
          throw new IllegalStateException("not a vector of bytes: lane " + vector.lane());
    }
  }

  private static void base64(Vector vector, int row, TextBuffer out) {
    int from = out.length();
    bytes(vector, row, out);
    byte[] raw = Arrays.copyOfRange(out.array(), from, out.length());
    out.truncate(from);
    byte[] text = Base64.getEncoder().encode(raw);
    out.append(text, 0, text.length);
  }
}
