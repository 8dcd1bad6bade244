package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A type as bytes and back.
public final class TypeCode {
  private static final DataType[] PLAIN = {
    DataType.BOOLEAN,
    DataType.TINYINT,
    DataType.SMALLINT,
    DataType.INTEGER,
    DataType.BIGINT,
    DataType.REAL,
    DataType.DOUBLE,
    new DataType.Varbinary(),
    DataType.DATE,
    new DataType.Interval(DataType.Interval.Family.YEAR_MONTH),
    new DataType.Interval(DataType.Interval.Family.DAY_TIME),
    new DataType.Variant(),
    new DataType.Null(),
    new DataType.Geometry()
  };

  private TypeCode() {}

  /// The type as bytes: equal types, equal bytes.
  public static Slice of(DataType type) {
    SlotWriter out = new SlotWriter();
    write(type, out);
    return out.copy();
  }

  /// The type that [#of] wrote.
  public static DataType read(Slice code) {
    return read(ByteBuffer.wrap(code.array(), code.offset(), code.length()));
  }

  private static void write(DataType type, SlotWriter out) {
    switch (type) {
      case DataType.Decimal t -> put(out, 'd', t.precision(), t.scale());
      case DataType.Char t -> put(out, 'c', t.length());
      case DataType.Varchar t -> put(out, 'v', t.maxLength());
      case DataType.Time t -> put(out, 't', t.precision());
      case DataType.Timestamp t -> put(out, t.local() ? 'l' : 's', t.precision());
      case DataType.Array t -> {
        put(out, 'A');
        write(t.element(), out);
      }
      case DataType.Multiset t -> {
        put(out, 'B');
        write(t.element(), out);
      }
      case DataType.Map t -> {
        put(out, 'M');
        write(t.key(), out);
        write(t.value(), out);
      }
      case DataType.Row t -> {
        put(out, 'R', t.fields().size());
        for (Field field : t.fields()) {
          byte[] name = field.name().getBytes(StandardCharsets.UTF_8);
          put(out, field.nullable() ? 'n' : 'f', name.length);
          out.putSlots(name, 0, name.length);
          write(field.type(), out);
        }
      }
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Interval _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ -> {
        for (int i = 0; i < PLAIN.length; i++) {
          if (PLAIN[i].equals(type)) {
            put(out, (char) i);
          }
        }
      }
    }
  }

  private static void put(SlotWriter out, char kind, int... numbers) {
    out.put(kind);
    for (int number : numbers) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.put(number >>> shift);
      }
    }
  }

  private static DataType read(ByteBuffer in) {
    byte kind = in.get();
    return switch (kind) {
      case 'd' -> new DataType.Decimal(in.getInt(), in.getInt());
      case 'c' -> new DataType.Char(in.getInt());
      case 'v' -> new DataType.Varchar(in.getInt());
      case 't' -> new DataType.Time(in.getInt());
      case 'l' -> new DataType.Timestamp(in.getInt(), true);
      case 's' -> new DataType.Timestamp(in.getInt(), false);
      case 'A' -> new DataType.Array(read(in));
      case 'B' -> new DataType.Multiset(read(in));
      case 'M' -> new DataType.Map(read(in), read(in));
      case 'R' -> {
        int count = in.getInt();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          boolean nullable = in.get() == 'n';
          byte[] name = new byte[in.getInt()];
          in.get(name);
          String text = new String(name, StandardCharsets.UTF_8);
          fields.add(new Field(text, read(in), nullable));
        }
        yield new DataType.Row(fields);
      }
      default -> PLAIN[kind];
    };
  }
}
