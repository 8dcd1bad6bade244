package io.velostream.connector.avro;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import io.velostream.connector.formats.TextBuffer;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Makes what writes values of a type by a schema.
final class WriteParts {
  private WriteParts() {}

  /// Writes values or NULL.
  interface Nullables {
    void write(@Nullable Object value, TextBuffer out);
  }

  /// What writes the values of a column, NULL among them.
  ///
  /// @throws UserException when the schema cannot have them
  static Nullables of(Schema schema, DataType type, String column) {
    if (schema.getType() == Schema.Type.UNION) {
      return union(schema, type, column);
    }
    WritePart part = plain(schema, type, column).orElseThrow(() -> different(schema, type, column));
    boolean nothing = schema.getType() == Schema.Type.NULL;
    return (value, out) -> {
      if (value != null) {
        part.write(value, out);
      } else if (!nothing) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "the field '%s' cannot be null in the schema, but a row to be written has no value"
                .formatted(column));
      }
    };
  }

  private static UserException different(Schema schema, DataType type, String column) {
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        "the column '%s' is %s, and in the schema it is %s"
            .formatted(column, type.sql(), AvroTypes.shown(schema)));
  }

  /// NULL goes to the branch `null`, values to the first branch that can have them.
  private static Nullables union(Schema union, DataType type, String column) {
    int none = -1;
    int some = -1;
    WritePart part = null;
    for (int i = 0; i < union.getTypes().size(); i++) {
      Schema branch = union.getTypes().get(i);
      if (branch.getType() == Schema.Type.NULL) {
        none = i;
      } else if (part == null) {
        part = plain(branch, type, column).orElse(null);
        some = i;
      }
    }
    if (part == null && !(type instanceof DataType.Null)) {
      throw different(union, type, column);
    }
    WritePart values = part;
    int valueBranch = some;
    int nullBranch = none;
    return (value, out) -> {
      if (value != null && values != null) {
        AvroOutput.putLong(valueBranch, out);
        values.write(value, out);
      } else if (nullBranch >= 0) {
        AvroOutput.putLong(nullBranch, out);
      } else {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "the field '%s' cannot be null in the schema, but a row to be written has no value"
                .formatted(column));
      }
    };
  }

  private static Optional<WritePart> plain(Schema schema, DataType type, String column) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case NULL -> type instanceof DataType.Null ? part((_, _) -> {}) : Optional.empty();
      case BOOLEAN ->
          type instanceof DataType.Bool
              ? part((v, out) -> out.append((int) (long) (Long) v))
              : Optional.empty();
      case INT -> ofInt(logical, type).map(WriteParts::number);
      case LONG -> ofLong(logical, type).map(WriteParts::number);
      case FLOAT ->
          type instanceof DataType.Floating(var width) && width == DataType.Floating.Width.REAL
              ? part((v, out) -> AvroOutput.putFloat((float) (double) (Double) v, out))
              : Optional.empty();
      case DOUBLE ->
          type instanceof DataType.Floating
              ? part((v, out) -> AvroOutput.putDouble((Double) v, out))
              : Optional.empty();
      case STRING -> isText(type) ? part(WriteParts::bytes) : Optional.empty();
      case BYTES -> ofBytes(logical, type);
      case FIXED -> fixed(schema, type, column);
      case ENUM -> isText(type) ? part(symbols(schema, column)) : Optional.empty();
      case ARRAY ->
          type instanceof DataType.Array(var element)
              ? part(array(of(schema.getElementType(), element, column), element))
              : Optional.empty();
      case MAP ->
          type instanceof DataType.Map(var key, var value) && isText(key)
              ? part(map(of(schema.getValueType(), value, column), value))
              : Optional.empty();
      case RECORD ->
          type instanceof DataType.Row row ? part(row(schema, row, column)) : Optional.empty();
      case UNION -> throw new IllegalStateException("a union in a union");
    };
  }

  private static Optional<WritePart> part(WritePart part) {
    return Optional.of(part);
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Varchar || type instanceof DataType.Char;
  }

  /// What a boxed number is in the file: times are counted in microseconds here.
  private interface Unit {
    long of(long value);
  }

  private static WritePart number(Unit unit) {
    return (v, out) -> AvroOutput.putLong(unit.of((Long) v), out);
  }

  private static Optional<Unit> ofInt(@Nullable LogicalType logical, DataType type) {
    return switch (logical) {
      case LogicalTypes.Date _ -> type instanceof DataType.Date ? unit(v -> v) : Optional.empty();
      case LogicalTypes.TimeMillis _ ->
          type instanceof DataType.Time ? unit(v -> v / 1_000) : Optional.empty();
      case null, default ->
          type instanceof DataType.Integral(var width) && width != DataType.Integral.Width.BIGINT
              ? unit(v -> v)
              : Optional.empty();
    };
  }

  private static Optional<Unit> unit(Unit unit) {
    return Optional.of(unit);
  }

  private static Optional<Unit> ofLong(@Nullable LogicalType logical, DataType type) {
    boolean moment = type instanceof DataType.Timestamp;
    Optional<Unit> none = Optional.empty();
    return switch (logical) {
      case LogicalTypes.TimeMicros _ -> type instanceof DataType.Time ? unit(v -> v) : none;
      case LogicalTypes.TimestampMillis _ -> moment ? unit(v -> Math.floorDiv(v, 1_000L)) : none;
      case LogicalTypes.LocalTimestampMillis _ ->
          moment ? unit(v -> Math.floorDiv(v, 1_000L)) : none;
      case LogicalTypes.TimestampMicros _ -> moment ? unit(v -> v) : none;
      case LogicalTypes.LocalTimestampMicros _ -> moment ? unit(v -> v) : none;
      case LogicalTypes.TimestampNanos _ ->
          moment ? unit(v -> Math.multiplyExact(v, 1_000L)) : none;
      case LogicalTypes.LocalTimestampNanos _ ->
          moment ? unit(v -> Math.multiplyExact(v, 1_000L)) : none;
      case null, default -> type instanceof DataType.Integral ? unit(v -> v) : none;
    };
  }

  private static void bytes(Object value, TextBuffer out) {
    Slice text = (Slice) value;
    AvroOutput.putBytes(text.array(), text.offset(), text.length(), out);
  }

  private static Optional<WritePart> ofBytes(@Nullable LogicalType logical, DataType type) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return type instanceof DataType.Decimal from
          ? part((v, out) -> {
            byte[] unscaled = unscaled(v, from, decimal);
            AvroOutput.putBytes(unscaled, 0, unscaled.length, out);
          })
          : Optional.empty();
    }
    return type instanceof DataType.Varbinary ? part(WriteParts::bytes) : Optional.empty();
  }

  private static byte[] unscaled(Object value, DataType.Decimal from, LogicalTypes.Decimal to) {
    try {
      BigInteger unscaled = Values.decimal(value, from).setScale(to.getScale()).unscaledValue();
      return unscaled.toByteArray();
    } catch (ArithmeticException _) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "%s does not fit decimal(%d, %d)"
              .formatted(
                  Values.decimal(value, from).toPlainString(), to.getPrecision(), to.getScale()));
    }
  }

  private static Optional<WritePart> fixed(Schema schema, DataType type, String column) {
    int size = schema.getFixedSize();
    if (AvroTypes.isUuid(schema) && isText(type)) {
      return part((v, out) -> {
        UUID uuid = uuid(((Slice) v).toString(), column);
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        out.append(bytes.array(), 0, 16);
      });
    }
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
        && type instanceof DataType.Decimal from) {
      return part((v, out) -> {
        byte[] unscaled = unscaled(v, from, decimal);
        requireSize(unscaled.length <= size, column, size);
        byte[] all = new byte[size];
        Arrays.fill(all, (byte) (unscaled[0] < 0 ? -1 : 0));
        System.arraycopy(unscaled, 0, all, size - unscaled.length, unscaled.length);
        out.append(all, 0, size);
      });
    }
    if (!(type instanceof DataType.Varbinary)) {
      return Optional.empty();
    }
    return part((v, out) -> {
      Slice value = (Slice) v;
      requireSize(value.length() == size, column, size);
      out.append(value.array(), value.offset(), size);
    });
  }

  private static UUID uuid(String text, String column) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the column '%s': '%s' is no UUID".formatted(column, text));
    }
  }

  private static void requireSize(boolean fits, String column, int size) {
    if (!fits) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a value of the column '%s' does not fit %d bytes".formatted(column, size));
    }
  }

  private static WritePart symbols(Schema schema, String column) {
    Map<Slice, Integer> numbers = new HashMap<>();
    for (String symbol : schema.getEnumSymbols()) {
      numbers.put(Slice.utf8(symbol), numbers.size());
    }
    return (v, out) -> {
      Integer number = numbers.get((Slice) v);
      if (number == null) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "the column '%s': '%s' is none of %s".formatted(column, v, schema.getEnumSymbols()));
      }
      AvroOutput.putLong(number, out);
    };
  }

  private static WritePart array(Nullables element, DataType type) {
    return (v, out) -> {
      Slice slot = (Slice) v;
      byte[] d = slot.array();
      int count = SlotReader.count(d, slot.offset());
      if (count > 0) {
        AvroOutput.putLong(count, out);
        for (int p = slot.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
          element.write(SlotReader.valueAt(type, d, p), out);
        }
      }
      out.append(0);
    };
  }

  private static WritePart map(Nullables value, DataType type) {
    return (v, out) -> {
      Slice slot = (Slice) v;
      byte[] d = slot.array();
      int count = SlotReader.count(d, slot.offset()) / 2;
      if (count > 0) {
        AvroOutput.putLong(count, out);
        for (int p = slot.offset() + 1; d[p] != Tag.END; ) {
          bytes(SlotReader.bytesAt(d, p), out);
          int at = SlotReader.end(d, p);
          value.write(SlotReader.valueAt(type, d, at), out);
          p = SlotReader.end(d, at);
        }
      }
      out.append(0);
    };
  }

  private static WritePart row(Schema schema, DataType.Row type, String column) {
    List<Schema.Field> fields = schema.getFields();
    Nullables[] parts = new Nullables[fields.size()];
    int[] from = new int[fields.size()];
    DataType[] types = new DataType[fields.size()];
    byte[][] defaults = new byte[fields.size()][];
    for (int i = 0; i < parts.length; i++) {
      Schema.Field field = fields.get(i);
      from[i] = RowPlan.find(field.name(), type.fields());
      String name = column + "." + field.name();
      if (from[i] < 0) {
        defaults[i] = lacking(field, name);
        parts[i] = (_, _) -> {};
        types[i] = type;
      } else {
        types[i] = type.fields().get(from[i]).type();
        parts[i] = of(field.schema(), types[i], name);
      }
    }
    requireAll(type.fields(), schema, column + ".");
    return (v, out) -> {
      Slice slot = (Slice) v;
      byte[] d = slot.array();
      for (int i = 0; i < parts.length; i++) {
        if (from[i] < 0) {
          out.append(defaults[i], 0, defaults[i].length);
        } else {
          int at = SlotReader.part(d, slot.offset(), from[i]);
          parts[i].write(SlotReader.valueAt(types[i], d, at), out);
        }
      }
    };
  }

  /// What is written for a field that rows lack: its default.
  static byte[] lacking(Schema.Field field, String name) {
    if (!field.hasDefaultValue()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "the field '%s' of the schema has no default, and no column '%s' gives its value"
              .formatted(name, field.name()));
    }
    return Schemas.defaultBytes(field);
  }

  /// Every column must be in the schema.
  static void requireAll(List<Field> columns, Schema schema, String prefix) {
    for (Field column : columns) {
      boolean there =
          schema.getFields().stream().anyMatch(f -> f.name().equalsIgnoreCase(column.name()));
      if (!there) {
        throw new UserException(
                ErrorCode.TYPE_MISMATCH,
                "the column '%s%s' is not in the schema".formatted(prefix, column.name()))
            .hint(
                "its fields: "
                    + String.join(
                        ", ", schema.getFields().stream().map(Schema.Field::name).toList()));
      }
    }
  }
}
