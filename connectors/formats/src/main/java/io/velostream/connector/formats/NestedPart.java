package io.velostream.connector.formats;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON that is known to be well-formed into slots of one type; an object per part of a type.
abstract sealed class NestedPart {
  /// A value that did not fit, and the type it should have had.
  record Misfit(byte[] value, DataType type) {}

  final DataType type;
  private final boolean nullable;
  final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];
  private @Nullable Misfit misfit;

  private NestedPart(DataType type, boolean nullable) {
    this.type = type;
    this.nullable = nullable;
  }

  static NestedPart of(Field field, TimestampFormat timestamps) {
    return switch (field.type()) {
      case DataType.Collection list ->
          new Elements(field, list, of(Field.of(field.name(), list.element()), timestamps));
      case DataType.Map map ->
          new Entries(
              field,
              map,
              new Scalar(new Field(field.name(), map.key(), false), timestamps),
              of(Field.of(field.name(), map.value()), timestamps));
      case DataType.Row row ->
          new Members(
              field,
              row.fields(),
              row.fields().stream().map(f -> of(f, timestamps)).toArray(NestedPart[]::new));
      case DataType.Variant _ -> new Any(field);
      case DataType _ -> new Scalar(field, timestamps);
    };
  }

  /// The value that did not fit, if one was found in this part or in one of its own.
  @Nullable Misfit misfit() {
    return misfit;
  }

  /// Appends the slot of the value at `p`; returns the index behind the value, or [JsonText#BAD] if
  /// it does not fit.
  final int read(byte[] d, int p, SlotWriter out) {
    misfit = null;
    if (d[p] == 'n') {
      out.putNull();
      return nullable ? p + 4 : refuse(d, p);
    }
    int end = value(d, p, out);
    return end == JsonText.BAD && misfit == null ? refuse(d, p) : end;
  }

  /// The same for a value that is not `null`.
  abstract int value(byte[] d, int p, SlotWriter out);

  private int refuse(byte[] d, int p) {
    misfit = new Misfit(Arrays.copyOfRange(d, p, JsonText.value(d, p, stack)), type);
    return JsonText.BAD;
  }

  /// Takes over what a part of this one says.
  final int adopt(NestedPart inner, int end) {
    misfit = end == JsonText.BAD ? inner.misfit() : null;
    return end;
  }

  /// ARRAY or MULTISET.
  private static final class Elements extends NestedPart {
    private final DataType.Collection list;
    private final NestedPart element;

    Elements(Field field, DataType.Collection list, NestedPart element) {
      super(field.type(), field.nullable());
      this.list = list;
      this.element = element;
    }

    @Override
    int value(byte[] d, int from, SlotWriter out) {
      if (d[from] != '[') {
        return JsonText.BAD;
      }
      out.begin(Tag.ARRAY);
      int start = out.length();
      int p = JsonText.space(d, from + 1);
      while (d[p] != ']') {
        p = adopt(element, element.read(d, p, out));
        if (p == JsonText.BAD) {
          return JsonText.BAD;
        }
        p = JsonText.space(d, p);
        p = d[p] == ',' ? JsonText.space(d, p + 1) : p;
      }
      out.endCollection(list, start);
      return p + 1;
    }
  }

  /// MAP.
  private static final class Entries extends NestedPart {
    private final Scalar key;
    private final NestedPart value;

    Entries(Field field, DataType.Map type, Scalar key, NestedPart value) {
      super(type, field.nullable());
      this.key = key;
      this.value = value;
    }

    @Override
    int value(byte[] d, int from, SlotWriter out) {
      if (d[from] != '{') {
        return JsonText.BAD;
      }
      out.begin(Tag.MAP);
      int start = out.length();
      int p = JsonText.space(d, from + 1);
      while (d[p] != '}') {
        p = adopt(key, key.read(d, p, out));
        if (p == JsonText.BAD) {
          return JsonText.BAD;
        }
        p = JsonText.space(d, JsonText.space(d, p) + 1);
        p = adopt(value, value.read(d, p, out));
        if (p == JsonText.BAD) {
          return JsonText.BAD;
        }
        p = JsonText.space(d, p);
        p = d[p] == ',' ? JsonText.space(d, p + 1) : p;
      }
      out.endMap(start);
      return p + 1;
    }
  }

  /// ROW. Members in the order of the fields are written as they come; of others the places are
  /// looked for first.
  private static final class Members extends NestedPart {
    private final NestedPart[] fields;
    private final byte[][] names;
    private final boolean[] nullables;

    Members(Field field, List<Field> declared, NestedPart[] fields) {
      super(field.type(), field.nullable());
      this.fields = fields;
      this.names = new byte[fields.length][];
      this.nullables = new boolean[fields.length];
      for (int i = 0; i < fields.length; i++) {
        names[i] = declared.get(i).name().getBytes(StandardCharsets.UTF_8);
        nullables[i] = declared.get(i).nullable();
      }
    }

    @Override
    int value(byte[] d, int from, SlotWriter out) {
      if (d[from] != '{') {
        return JsonText.BAD;
      }
      int[] places = new int[fields.length];
      Arrays.fill(places, -1);
      int expected = 0;
      int p = JsonText.space(d, from + 1);
      while (d[p] != '}') {
        int close = JsonText.stringEnd(d, p + 1);
        int field = find(d, p + 1, close, expected);
        p = JsonText.space(d, JsonText.space(d, close + 1) + 1);
        if (field >= 0) {
          places[field] = p;
          expected = field + 1;
        }
        p = JsonText.space(d, JsonText.value(d, p, stack));
        p = d[p] == ',' ? JsonText.space(d, p + 1) : p;
      }
      return write(d, places, out) ? p + 1 : JsonText.BAD;
    }

    private boolean write(byte[] d, int[] places, SlotWriter out) {
      out.begin(Tag.ROW);
      for (int i = 0; i < fields.length; i++) {
        if (places[i] >= 0) {
          if (adopt(fields[i], fields[i].read(d, places[i], out)) == JsonText.BAD) {
            return false;
          }
        } else if (nullables[i]) {
          out.putNull();
        } else {
          return false;
        }
      }
      out.end();
      return true;
    }

    private int find(byte[] d, int from, int to, int expected) {
      byte[] name = d;
      int start = from;
      int end = to;
      for (int i = from; i < to; i++) {
        if (d[i] == '\\') {
          name = new byte[to - from];
          start = 0;
          end = JsonText.unescape(d, from, to, name, 0);
          break;
        }
      }
      for (int n = 0; n < names.length && end >= 0; n++) {
        int i = (expected + n) % names.length;
        if (Arrays.equals(name, start, end, names[i], 0, names[i].length)) {
          return i;
        }
      }
      return -1;
    }
  }

  /// VARIANT.
  private static final class Any extends NestedPart {
    Any(Field field) {
      super(field.type(), field.nullable());
    }

    @Override
    int value(byte[] d, int p, SlotWriter out) {
      int end = JsonText.value(d, p, stack);
      return JsonParser.parse(d, p, end, out) == null ? end : JsonText.BAD;
    }
  }

  /// Everything else: read into a column of one row, and from there.
  private static final class Scalar extends NestedPart {
    private final Column column;
    private byte[] text = new byte[64];

    Scalar(Field field, TimestampFormat timestamps) {
      super(field.type(), field.nullable());
      this.column = new Column(field, 1, timestamps);
    }

    @Override
    int value(byte[] d, int p, SlotWriter out) {
      int end = JsonText.value(d, p, stack);
      boolean characters = column.kind == ValueKind.VARCHAR || column.kind == ValueKind.CHAR;
      byte first = d[p];
      byte[] source = d;
      boolean good;
      if (first == '"') {
        if (text.length < end - p) {
          text = new byte[2 * (end - p)];
        }
        source = text;
        int length = JsonText.unescape(d, p + 1, end - 1, text, 0);
        good = length >= 0 && FieldParser.parse(column, 0, text, 0, length);
      } else if (first == 't' || first == 'f') {
        good =
            column.kind == ValueKind.BOOLEAN
                ? TextFields.bool(column, 0, d, p, end)
                : characters && TextFields.text(column, 0, d, p, end);
      } else if (first == '{' || first == '[') {
        good = characters && TextFields.text(column, 0, d, p, end);
      } else {
        good = column.kind != ValueKind.VARBINARY && FieldParser.parse(column, 0, d, p, end);
      }
      if (!good) {
        return JsonText.BAD;
      }
      put(source, out);
      return end;
    }

    private void put(byte[] source, SlotWriter out) {
      if (column.nulls[0]) {
        out.putNull();
        return;
      }
      switch (column.kind) {
        case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP -> out.putLong(column.longs[0]);
        case DOUBLE, REAL -> out.putDouble(column.doubles[0]);
        case WIDE_DECIMAL -> out.putWide(column.highs[0], column.longs[0]);
        case VARCHAR, CHAR, VARBINARY, GEOMETRY -> bytes(source, column.spans[0], out);
        case NULL -> out.putNull();
        case NESTED -> throw new IllegalStateException(column.name);
      }
    }

    private void bytes(byte[] source, long span, SlotWriter out) {
      int from = Span.start(span);
      int to = from + Span.length(span);
      switch (column.kind) {
        case CHAR -> {
          int missing = column.size - Utf8.codePoints(source, from, to);
          byte[] padded = Arrays.copyOfRange(source, from, to + missing);
          Arrays.fill(padded, to - from, padded.length, (byte) ' ');
          out.putBytes(padded, 0, padded.length);
        }
        case GEOMETRY -> out.putBytes(GeometryFields.value(new Slice(source, from, to - from)));
        case VARBINARY -> {
          byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(source, from, to));
          out.putBytes(decoded, 0, decoded.length);
        }
        default -> out.putBytes(source, from, to - from);
      }
    }
  }
}
