package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes rows as messages of a schema. Belongs to one thread.
final class MessageWriter {
  private static final long MICROS = 1_000_000;

  private final FieldWriter[] fields;

  /// Writes a value with its tag, or what stands for NULL.
  private interface FieldWriter {
    void write(@Nullable Object value, TextBuffer out);
  }

  /// Writes a value without its tag.
  @FunctionalInterface
  interface ValueWriter {
    void write(Object value, TextBuffer out);
  }

  private MessageWriter(FieldWriter[] fields) {
    this.fields = fields;
  }

  /// @param prefix what the names of the columns begin with, for messages
  /// @throws UserException TYPE_MISMATCH when the schema cannot have such rows
  static MessageWriter of(List<Field> columns, Descriptor message, String prefix) {
    List<FieldWriter> fields = new ArrayList<>();
    for (Field column : columns) {
      String name = prefix + column.name();
      FieldDescriptor field =
          ProtoTypes.find(message, column.name())
              .orElseThrow(() ->
                  new UserException(
                          ErrorCode.TYPE_MISMATCH,
                          "the column '%s' is not in the schema".formatted(name))
                      .hint("its fields: " + String.join(", ", ProtoTypes.names(message))));
      fields.add(
          field(field, column.type(), name)
              .orElseThrow(() ->
                  new UserException(
                      ErrorCode.TYPE_MISMATCH,
                      "the column '%s' is %s, and in the schema it is %s"
                          .formatted(name, column.type().sql(), ProtoTypes.shown(field)))));
    }
    for (FieldDescriptor field : message.getFields()) {
      boolean given = columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(field.getName()));
      if (field.isRequired() && !given) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH,
            "the field '%s' is required by the schema, and no column gives its value"
                .formatted(prefix + field.getName()));
      }
    }
    return new MessageWriter(fields.toArray(FieldWriter[]::new));
  }

  /// Gives the value of a column.
  @FunctionalInterface
  interface RowValues {
    @Nullable Object of(int column);
  }

  void write(RowValues values, TextBuffer out) {
    for (int i = 0; i < fields.length; i++) {
      fields[i].write(values.of(i), out);
    }
  }

  private static Optional<FieldWriter> field(FieldDescriptor field, DataType type, String name) {
    if (field.isMapField()) {
      return type instanceof DataType.Map map ? map(field, map, name) : Optional.empty();
    }
    if (field.isRepeated()) {
      return type instanceof DataType.Array(var element)
          ? array(field, element, name)
          : Optional.empty();
    }
    return value(field, type, name)
        .map(part ->
            (value, out) -> {
              if (value != null) {
                tag(field, out);
                part.write(value, out);
              } else if (field.isRequired()) {
                throw noValue(name);
              }
            });
  }

  private static void tag(FieldDescriptor field, TextBuffer out) {
    WireOutput.tag(field.getNumber(), field.getLiteType().getWireType(), out);
  }

  private static UserException noValue(String name) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'%s' cannot be null in the schema, but a row to be written has no value".formatted(name));
  }

  private static Optional<FieldWriter> array(FieldDescriptor field, DataType type, String name) {
    Optional<ValueWriter> element = value(field, type, name);
    return element.map(part ->
        (value, out) -> {
          if (value == null) {
            return; // the schema knows only of lists without elements
          }
          Slice slot = (Slice) value;
          byte[] d = slot.array();
          TextBuffer packed = new TextBuffer();
          for (int p = slot.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
            Object one = SlotReader.valueAt(type, d, p);
            if (one == null) {
              throw noValue("an element of " + name);
            }
            if (field.isPacked()) {
              part.write(one, packed);
            } else {
              tag(field, out);
              part.write(one, out);
            }
          }
          if (packed.length() > 0) {
            WireOutput.tag(field.getNumber(), WireInput.BYTES, out);
            WireOutput.bytes(packed.array(), 0, packed.length(), out);
          }
        });
  }

  private static Optional<FieldWriter> map(FieldDescriptor field, DataType.Map type, String name) {
    Optional<FieldWriter> keys =
        field(field.getMessageType().findFieldByNumber(1), type.key(), name);
    Optional<FieldWriter> values =
        field(field.getMessageType().findFieldByNumber(2), type.value(), name);
    if (keys.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of((value, out) -> {
      if (value == null) {
        return;
      }
      Slice slot = (Slice) value;
      byte[] d = slot.array();
      TextBuffer entry = new TextBuffer();
      for (int p = slot.offset() + 1; d[p] != Tag.END; ) {
        int at = SlotReader.end(d, p);
        Object held = SlotReader.valueAt(type.value(), d, at);
        if (held == null) {
          throw noValue("a value of " + name);
        }
        entry.reset();
        keys.get().write(SlotReader.valueAt(type.key(), d, p), entry);
        values.get().write(held, entry);
        tag(field, out);
        WireOutput.bytes(entry.array(), 0, entry.length(), out);
        p = SlotReader.end(d, at);
      }
    });
  }

  private static Optional<ValueWriter> value(FieldDescriptor field, DataType type, String name) {
    return switch (field.getType()) {
      case INT32 -> whole(type, name, Integer.MIN_VALUE, Integer.MAX_VALUE, WireOutput::varint);
      case SINT32 ->
          whole(
              type,
              name,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              (v, out) -> WireOutput.varint(v << 1 ^ v >> 63, out));
      case SFIXED32 ->
          whole(
              type,
              name,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              (v, out) -> WireOutput.fixed(v, 4, out));
      case UINT32 -> whole(type, name, 0, 0xFFFF_FFFFL, WireOutput::varint);
      case FIXED32 -> whole(type, name, 0, 0xFFFF_FFFFL, (v, out) -> WireOutput.fixed(v, 4, out));
      case INT64 -> whole(type, name, Long.MIN_VALUE, Long.MAX_VALUE, WireOutput::varint);
      case SINT64 ->
          whole(
              type,
              name,
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (v, out) -> WireOutput.varint(v << 1 ^ v >> 63, out));
      case SFIXED64 ->
          whole(
              type, name, Long.MIN_VALUE, Long.MAX_VALUE, (v, out) -> WireOutput.fixed(v, 8, out));
      case UINT64 -> unsigned(type, name, WireOutput::varint);
      case FIXED64 -> unsigned(type, name, (v, out) -> WireOutput.fixed(v, 8, out));
      case FLOAT ->
          type instanceof DataType.Floating(var width) && width == DataType.Floating.Width.REAL
              ? writer((v, out) ->
                  WireOutput.fixed(Float.floatToRawIntBits((float) (double) (Double) v), 4, out))
              : Optional.empty();
      case DOUBLE ->
          type instanceof DataType.Floating
              ? writer((v, out) -> WireOutput.fixed(Double.doubleToRawLongBits((Double) v), 8, out))
              : Optional.empty();
      case BOOL ->
          type instanceof DataType.Bool
              ? writer((v, out) -> out.append((int) (long) (Long) v))
              : Optional.empty();
      case STRING -> ProtoTypes.isText(type) ? writer(MessageWriter::bytes) : Optional.empty();
      case BYTES ->
          type instanceof DataType.Varbinary ? writer(MessageWriter::bytes) : Optional.empty();
      case ENUM -> ProtoTypes.isText(type) ? writer(symbols(field, name)) : Optional.empty();
      case MESSAGE -> message(field, type, name);
      case GROUP -> Optional.empty();
    };
  }

  private static Optional<ValueWriter> writer(ValueWriter writer) {
    return Optional.of(writer);
  }

  /// Writes a whole number.
  private interface NumberWriter {
    void write(long value, TextBuffer out);
  }

  private static Optional<ValueWriter> whole(
      DataType type, String name, long least, long most, NumberWriter writer) {
    boolean fits =
        type instanceof DataType.Integral
            || type instanceof DataType.Date
            || (type instanceof DataType.Time && most > Integer.MAX_VALUE);
    return fits
        ? writer((v, out) -> {
          long value = (Long) v;
          if (value < least || value > most) {
            throw doesNotFit(value, name);
          }
          writer.write(value, out);
        })
        : Optional.empty();
  }

  /// Numbers of 64 bits without a sign, which are DECIMALs where they are read.
  private static Optional<ValueWriter> unsigned(DataType type, String name, NumberWriter writer) {
    if (!(type instanceof DataType.Decimal decimal) || decimal.scale() > 0) {
      return whole(type, name, 0, Long.MAX_VALUE, writer);
    }
    return writer((v, out) -> {
      BigInteger value = Values.decimal(v, decimal).unscaledValue();
      if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
        throw doesNotFit(value, name);
      }
      writer.write(value.longValue(), out);
    });
  }

  private static UserException doesNotFit(Object value, String name) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "%s does not fit the field '%s' of the schema".formatted(value, name));
  }

  private static void bytes(Object value, TextBuffer out) {
    Slice text = (Slice) value;
    WireOutput.bytes(text.array(), text.offset(), text.length(), out);
  }

  private static ValueWriter symbols(FieldDescriptor field, String name) {
    Map<Slice, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (EnumValueDescriptor value : field.getEnumType().getValues()) {
      numbers.put(Slice.utf8(value.getName()), value.getNumber());
      names.add(value.getName());
    }
    return (v, out) -> {
      Integer number = numbers.get((Slice) v);
      if (number == null) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "the column '%s': '%s' is none of %s".formatted(name, v, names));
      }
      WireOutput.varint(number, out);
    };
  }

  private static Optional<ValueWriter> message(FieldDescriptor field, DataType type, String name) {
    TextBuffer inner = new TextBuffer();
    if (type instanceof DataType.Timestamp && ProtoTypes.isTimestamp(field)) {
      return writer((v, out) -> {
        long micros = (Long) v;
        inner.reset();
        WireOutput.tag(1, WireInput.VARINT, inner);
        WireOutput.varint(Math.floorDiv(micros, MICROS), inner);
        WireOutput.tag(2, WireInput.VARINT, inner);
        WireOutput.varint(Math.floorMod(micros, MICROS) * 1_000, inner);
        WireOutput.bytes(inner.array(), 0, inner.length(), out);
      });
    }
    Optional<ValueWriter> single = ValueMessageWriters.of(field, type, name);
    if (single.isPresent()) {
      return single;
    }
    if (type instanceof DataType.Row row) {
      MessageWriter fields = of(row.fields(), field.getMessageType(), name + ".");
      return writer((v, out) -> {
        Slice slot = (Slice) v;
        byte[] d = slot.array();
        inner.reset();
        fields.write(
            i -> {
              int at = SlotReader.part(d, slot.offset(), i);
              return SlotReader.valueAt(row.fields().get(i).type(), d, at);
            },
            inner);
        WireOutput.bytes(inner.array(), 0, inner.length(), out);
      });
    }
    if (ProtoTypes.isWrapper(field)) {
      return field(field.getMessageType().findFieldByNumber(1), type, name)
          .map(part ->
              (v, out) -> {
                inner.reset();
                part.write(v, inner);
                WireOutput.bytes(inner.array(), 0, inner.length(), out);
              });
    }
    return Optional.empty();
  }
}
