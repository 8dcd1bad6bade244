package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.nested.Tag;
import io.velostream.connector.formats.rows.Conversions;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowFaults;
import io.velostream.connector.formats.rows.SlotSink;
import io.velostream.connector.formats.rows.ValueSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes what puts the values of fields as values of types.
///
/// @param name the column, for messages
/// @param defaults whether a field that is not there has its default, though NULL could be told
record FieldParts(String name, RowFaults faults, boolean defaults) {
  private static final long MICROS = 1_000_000;
  private static final long NANOS_OF_A_MICRO = 1_000;

  /// What puts the value of a field, if it can be a value of the type.
  Optional<FieldValue> of(FieldDescriptor field, DataType to) {
    if (field.isMapField()) {
      return to instanceof DataType.Map map ? map(field, map) : Optional.empty();
    }
    if (field.isRepeated()) {
      return to instanceof DataType.Array array
          ? part(field, array.element()).map(FieldParts::array)
          : Optional.empty();
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return part(field, to).map(FieldParts::message);
    }
    return field.hasPresence() && !defaults
        ? part(field, to).map(FieldParts::orNull)
        : orDefault(field, to);
  }

  /// What puts the value of a field of a message that means the default where it lacks the field.
  private Optional<FieldValue> orDefault(FieldDescriptor field, DataType to) {
    boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    byte[] lacking = nested ? new byte[1] : ProtoTypes.defaultBytes(field);
    return part(field, to).map(part -> orDefault(part, lacking));
  }

  private static FieldValue orNull(FieldPart part) {
    return (in, scan, index, out) -> {
      if (scan.count(index) == 0) {
        out.putNull();
      } else {
        scan.toLast(in, index);
        part.read(in, out);
      }
    };
  }

  private static FieldValue orDefault(FieldPart part, byte[] value) {
    WireInput constant = new WireInput();
    return (in, scan, index, out) -> {
      if (scan.count(index) == 0) {
        constant.reset(value, 0, value.length);
        part.read(constant, out);
      } else {
        scan.toLast(in, index);
        part.read(in, out);
      }
    };
  }

  /// One that came in several pieces is what they make together.
  private static FieldValue message(FieldPart part) {
    return (in, scan, index, out) -> {
      switch (scan.count(index)) {
        case 0 -> out.putNull();
        case 1 -> {
          scan.toLast(in, index);
          part.read(in, out);
        }
        default -> {
          ByteArrayOutputStream pieces = new ByteArrayOutputStream();
          scan.each(
              in,
              index,
              piece -> {
                int length = piece.length();
                pieces.write(piece.data(), piece.skip(length), length);
              });
          WireInput whole = new WireInput();
          byte[] bytes = withLength(pieces.toByteArray());
          whole.reset(bytes, 0, bytes.length);
          part.read(whole, out);
        }
      }
    };
  }

  private static byte[] withLength(byte[] message) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int rest = message.length;
    for (; rest > 0x7F; rest >>>= 7) {
      all.write(rest & 0x7F | 0x80);
    }
    all.write(rest);
    all.writeBytes(message);
    return all.toByteArray();
  }

  private static FieldValue array(FieldPart element) {
    return (in, scan, index, out) -> {
      SlotSink slots = out.open();
      slots.out().begin(Tag.ARRAY);
      scan.each(in, index, value -> element.read(value, slots));
      slots.out().end();
      out.close();
    };
  }

  private Optional<FieldValue> map(FieldDescriptor field, DataType.Map to) {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    Optional<FieldValue> keys = orDefault(key, to.key());
    Optional<FieldValue> values = orDefault(value, to.value());
    if (keys.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    FieldScan entry = new FieldScan(List.of(FieldScan.Wanted.of(key), FieldScan.Wanted.of(value)));
    FieldPart entries = parts(entry, List.of(keys.get(), values.get()));
    return Optional.of((in, scan, index, out) -> {
      SlotSink slots = out.open();
      slots.out().begin(Tag.MAP);
      int start = slots.out().length();
      scan.each(in, index, one -> entries.read(one, slots));
      slots.out().endMap(start);
      out.close();
    });
  }

  /// Reads a message and puts some of its fields, one after the other.
  private static FieldPart parts(FieldScan scan, List<FieldValue> fields) {
    FieldValue[] all = fields.toArray(FieldValue[]::new);
    return (in, out) -> {
      int length = in.length();
      in.window(in.at(), in.at() + length);
      scan.run(in);
      for (int i = 0; i < all.length; i++) {
        all[i].put(in, scan, i, out);
      }
      scan.leave(in);
    };
  }

  /// The 32 bits that count of a number of that many, which may have been written with more.
  private static long lowBits(long value) {
    return (int) value;
  }

  private Optional<FieldPart> part(FieldDescriptor field, DataType to) {
    Conversions as = new Conversions(to, name, faults);
    return switch (field.getType()) {
      case INT32 -> days(as).map(put -> (in, out) -> put.put(lowBits(in.varint()), out));
      case SINT32 -> days(as).map(put -> (in, out) -> put.put(lowBits(zigzag(in.varint())), out));
      case SFIXED32 -> days(as).map(put -> (in, out) -> put.put(in.fixed32(), out));
      case INT64 -> micros(as).map(put -> (in, out) -> put.put(in.varint(), out));
      case SINT64 -> micros(as).map(put -> (in, out) -> put.put(zigzag(in.varint()), out));
      case SFIXED64 -> micros(as).map(put -> (in, out) -> put.put(in.fixed64(), out));
      case UINT32 -> as.integer().map(put -> (in, out) -> put.put(in.varint() & 0xFFFF_FFFFL, out));
      case FIXED32 ->
          as.integer().map(put -> (in, out) -> put.put(in.fixed32() & 0xFFFF_FFFFL, out));
      case UINT64 -> as.unsigned().map(put -> (in, out) -> put.put(in.varint(), out));
      case FIXED64 -> as.unsigned().map(put -> (in, out) -> put.put(in.fixed64(), out));
      case FLOAT ->
          as.shortNumber()
              .map(put -> (in, out) -> put.put(Float.intBitsToFloat(in.fixed32()), out));
      case DOUBLE ->
          as.number().map(put -> (in, out) -> put.put(Double.longBitsToDouble(in.fixed64()), out));
      case BOOL -> as.truth().map(put -> (in, out) -> put.put(in.varint() == 0 ? 0 : 1, out));
      case STRING -> as.text().map(FieldParts::bytes);
      case BYTES -> as.binary().map(FieldParts::bytes);
      case ENUM -> symbols(field, as);
      case MESSAGE -> messagePart(field, to, as);
      case GROUP -> Optional.empty();
    };
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private static Optional<Conversions.OfLong> days(Conversions as) {
    return as.integer().or(as::days);
  }

  private static Optional<Conversions.OfLong> micros(Conversions as) {
    return as.integer().or(() -> as.time(MICROS));
  }

  private static FieldPart bytes(Conversions.OfBytes put) {
    return (in, out) -> {
      int length = in.length();
      put.put(in.data(), in.skip(length), length, out);
    };
  }

  /// As texts by name, and those without one by number; as numbers where the column is one.
  private static Optional<FieldPart> symbols(FieldDescriptor field, Conversions as) {
    if (!ProtoTypes.isText(as.to())) {
      return as.integer().map(put -> (in, out) -> put.put(lowBits(in.varint()), out));
    }
    Map<Integer, byte[]> names = new HashMap<>();
    for (EnumValueDescriptor value : field.getEnumType().getValues()) {
      names.putIfAbsent(value.getNumber(), value.getName().getBytes(StandardCharsets.UTF_8));
    }
    return as.text()
        .map(put ->
            (in, out) -> {
              int number = (int) in.varint();
              byte[] known = names.get(number);
              byte[] text =
                  known == null
                      ? Integer.toString(number).getBytes(StandardCharsets.US_ASCII)
                      : known;
              put.put(text, 0, text.length, out);
            });
  }

  private Optional<FieldPart> messagePart(FieldDescriptor field, DataType to, Conversions as) {
    if (to instanceof DataType.Row row) {
      return row(field, row);
    }
    if (ProtoTypes.isTimestamp(field)) {
      return timestamp(as);
    }
    if (ProtoTypes.isWrapper(field)) {
      FieldDescriptor inner = field.getMessageType().findFieldByNumber(1);
      FieldScan scan = new FieldScan(List.of(FieldScan.Wanted.of(inner)));
      return orDefault(inner, to).map(value -> parts(scan, List.of(value)));
    }
    return ValueMessages.part(field, as);
  }

  private static Optional<FieldPart> timestamp(Conversions as) {
    return as.moment(MICROS)
        .map(put ->
            (in, out) -> {
              int length = in.length();
              int end = in.at() + length;
              long seconds = 0;
              long nanos = 0;
              in.window(in.at(), end);
              while (in.hasMore()) {
                long tag = in.varint();
                if (tag == (1 << 3 | WireInput.VARINT)) {
                  seconds = in.varint();
                } else if (tag == (2 << 3 | WireInput.VARINT)) {
                  nanos = (int) in.varint();
                } else {
                  in.skipValue(tag);
                }
              }
              try {
                put.put(
                    Math.addExact(
                        Math.multiplyExact(seconds, MICROS),
                        Math.floorDiv(nanos, NANOS_OF_A_MICRO)),
                    out);
              } catch (ArithmeticException _) {
                throw new MalformedException("a time of " + seconds + " seconds is out of range");
              }
            });
  }

  private Optional<FieldPart> row(FieldDescriptor field, DataType.Row to) {
    List<FieldValue> values = new ArrayList<>();
    List<FieldScan.Wanted> wanted = new ArrayList<>();
    for (Field part : to.fields()) {
      Optional<FieldDescriptor> inner = ProtoTypes.find(field.getMessageType(), part.name());
      Optional<FieldValue> value =
          inner.isPresent()
              ? of(inner.get(), part.type())
              : part.nullable() ? Optional.of(FieldParts::lacking) : Optional.empty();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
      wanted.add(inner.map(FieldScan.Wanted::of).orElse(FieldScan.Wanted.NONE));
    }
    FieldPart parts = parts(new FieldScan(wanted), values);
    return Optional.of((in, out) -> {
      SlotSink slots = out.open();
      slots.out().begin(Tag.ROW);
      parts.read(in, slots);
      slots.out().end();
      out.close();
    });
  }

  private static void lacking(WireInput in, FieldScan scan, int index, ValueSink out) {
    out.putNull();
  }
}
