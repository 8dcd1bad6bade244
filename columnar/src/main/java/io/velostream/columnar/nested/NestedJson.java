package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import java.util.List;

/// Values as JSON: ARRAY and MULTISET as an array, ROW as an object with its fields in order, MAP
/// as an object whose keys are texts, VARIANT as what it was made from, NULL as `null`. Numbers and
/// booleans stand bare; other scalars, NaN and infinities are strings.
public final class NestedJson {
  private final ScalarText scalars;
  private final boolean quotedTimes;

  /// @param scalars writes the values that are not nested, without quotes
  /// @param quotedTimes whether it writes timestamps as text and not as numbers
  public NestedJson(ScalarText scalars, boolean quotedTimes) {
    this.scalars = scalars;
    this.quotedTimes = quotedTimes;
  }

  /// Appends the JSON of the slot of that type at `at`.
  public void append(DataType type, byte[] d, int at, StringBuilder out) {
    if (SlotReader.isNull(d, at)) {
      out.append("null");
      return;
    }
    switch (type) {
      case DataType.Collection list -> array(list.element(), d, at, out);
      case DataType.Map map -> map(map, d, at, out);
      case DataType.Row row -> row(row.fields(), d, at, out);
      case DataType.Variant _ -> variant(d, at, out);
      case DataType.Null _ -> out.append("null");
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Decimal _,
          DataType.Floating _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _ ->
          scalar(type, d, at, out);
    }
  }

  /// Appends the JSON of the VARIANT at `at`.
  public static void variant(byte[] d, int at, StringBuilder out) {
    switch (d[at]) {
      case Tag.FALSE -> out.append("false");
      case Tag.TRUE -> out.append("true");
      case Tag.NUMBER -> out.append(Decimals.text(SlotReader.numberAt(d, at)));
      case Tag.BYTES -> quote(SlotReader.bytesAt(d, at).toText(), out);
      case Tag.ARRAY -> {
        out.append('[');
        for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
          out.append(p == at + 1 ? "" : ",");
          variant(d, p, out);
        }
        out.append(']');
      }
      case Tag.MAP -> {
        out.append('{');
        for (int p = at + 1; d[p] != Tag.END; ) {
          out.append(p == at + 1 ? "" : ",");
          quote(SlotReader.bytesAt(d, p).toText(), out);
          out.append(':');
          p = SlotReader.end(d, p);
          variant(d, p, out);
          p = SlotReader.end(d, p);
        }
        out.append('}');
      }
      default -> out.append("null");
    }
  }

  private void array(DataType element, byte[] d, int at, StringBuilder out) {
    out.append('[');
    for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      out.append(p == at + 1 ? "" : ",");
      append(element, d, p, out);
    }
    out.append(']');
  }

  private void map(DataType.Map map, byte[] d, int at, StringBuilder out) {
    out.append('{');
    for (int p = at + 1; d[p] != Tag.END; ) {
      out.append(p == at + 1 ? "" : ",");
      StringBuilder key = new StringBuilder();
      append(map.key(), d, p, key);
      if (!key.isEmpty() && key.charAt(0) == '"') {
        out.append(key);
      } else {
        quote(key.toString(), out);
      }
      out.append(':');
      p = SlotReader.end(d, p);
      append(map.value(), d, p, out);
      p = SlotReader.end(d, p);
    }
    out.append('}');
  }

  private void row(List<Field> fields, byte[] d, int at, StringBuilder out) {
    out.append('{');
    int p = at + 1;
    for (int i = 0; i < fields.size(); i++) {
      out.append(i == 0 ? "" : ",");
      quote(fields.get(i).name(), out);
      out.append(':');
      append(fields.get(i).type(), d, p, out);
      p = SlotReader.end(d, p);
    }
    out.append('}');
  }

  private void scalar(DataType type, byte[] d, int at, StringBuilder out) {
    Object value = SlotReader.valueAt(type, d, at);
    if (value == null) {
      out.append("null");
    } else if (isBare(type, value)) {
      scalars.append(type, value, out);
    } else {
      StringBuilder text = new StringBuilder();
      scalars.append(type, value, text);
      quote(text.toString(), out);
    }
  }

  private boolean isBare(DataType type, Object value) {
    return switch (type) {
      case DataType.Bool _, DataType.Integral _, DataType.Decimal _ -> true;
      case DataType.Floating _ -> Double.isFinite((Double) value);
      case DataType.Timestamp _ -> !quotedTimes;
      case DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          false;
    };
  }

  /// Appends a JSON string.
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 0xF, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// The JSON of a VARIANT.
  public static String text(Slice variant) {
    StringBuilder out = new StringBuilder();
    variant(variant.array(), variant.offset(), out);
    return out.toString();
  }
}
