package io.velostream.connector.avro;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.nested.Tag;
import io.velostream.connector.formats.rows.Conversions;
import io.velostream.connector.formats.rows.RowFaults;
import io.velostream.connector.formats.rows.SlotSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// Makes the parts of a plan: what reads values of a schema as values of a type.
///
/// @param name the column, for messages
record Parts(String name, RowFaults faults) {
  private static final long MILLIS = 1_000;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  /// What reads values of the schema, if they can be values of the type.
  Optional<AvroPart> of(Schema schema, DataType to) {
    Conversions as = new Conversions(to, name, faults);
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case NULL -> Optional.of((_, out) -> out.putNull());
      case BOOLEAN -> as.truth().map(put -> (in, out) -> put.put(in.readBoolean() ? 1 : 0, out));
      case INT -> ofInt(as, logical).map(put -> (in, out) -> put.put(in.readInt(), out));
      case LONG -> ofLong(as, logical).map(put -> (in, out) -> put.put(in.readLong(), out));
      case FLOAT -> as.shortNumber().map(put -> (in, out) -> put.put(in.readFloat(), out));
      case DOUBLE -> as.number().map(put -> (in, out) -> put.put(in.readDouble(), out));
      case STRING -> as.text().map(Parts::bytes);
      case BYTES -> ofBytes(as, logical).map(Parts::bytes);
      case FIXED -> fixed(schema, as);
      case ENUM -> symbols(schema, as);
      case UNION -> union(schema, to);
      case ARRAY -> to instanceof DataType.Array array ? array(schema, array) : Optional.empty();
      case MAP -> to instanceof DataType.Map map ? map(schema, map) : Optional.empty();
      case RECORD -> to instanceof DataType.Row row ? row(schema, row) : Optional.empty();
    };
  }

  private static Optional<Conversions.OfLong> ofInt(Conversions as, LogicalType logical) {
    return switch (logical) {
      case LogicalTypes.Date _ -> as.days();
      case LogicalTypes.TimeMillis _ -> as.time(MILLIS);
      case null, default -> as.integer();
    };
  }

  private static Optional<Conversions.OfLong> ofLong(Conversions as, LogicalType logical) {
    return switch (logical) {
      case LogicalTypes.TimeMicros _ -> as.time(MICROS);
      case LogicalTypes.TimestampMillis _ -> as.moment(MILLIS);
      case LogicalTypes.LocalTimestampMillis _ -> as.moment(MILLIS);
      case LogicalTypes.TimestampMicros _ -> as.moment(MICROS);
      case LogicalTypes.LocalTimestampMicros _ -> as.moment(MICROS);
      case LogicalTypes.TimestampNanos _ -> as.moment(NANOS);
      case LogicalTypes.LocalTimestampNanos _ -> as.moment(NANOS);
      case null, default -> as.integer();
    };
  }

  private static Optional<Conversions.OfBytes> ofBytes(Conversions as, LogicalType logical) {
    return logical instanceof LogicalTypes.Decimal decimal
        ? as.decimal(decimal.getScale())
        : as.binary();
  }

  private static AvroPart bytes(Conversions.OfBytes put) {
    return (in, out) -> {
      int length = in.readLength();
      put.put(in.data(), in.skip(length), length, out);
    };
  }

  private static Optional<AvroPart> fixed(Schema schema, Conversions as) {
    int size = schema.getFixedSize();
    if (AvroTypes.isUuid(schema) && !(as.to() instanceof DataType.Varbinary)) {
      return as.text()
          .map(put ->
              (in, out) -> {
                ByteBuffer bytes = ByteBuffer.wrap(in.data(), in.skip(size), size);
                byte[] text =
                    new UUID(bytes.getLong(), bytes.getLong())
                        .toString()
                        .getBytes(StandardCharsets.US_ASCII);
                put.put(text, 0, text.length, out);
              });
    }
    return ofBytes(as, schema.getLogicalType())
        .map(put -> (in, out) -> put.put(in.data(), in.skip(size), size, out));
  }

  private static Optional<AvroPart> symbols(Schema schema, Conversions as) {
    byte[][] symbols =
        schema.getEnumSymbols().stream()
            .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return as.text()
        .map(put ->
            (in, out) -> {
              byte[] symbol = symbols[in.readIndex(symbols.length)];
              put.put(symbol, 0, symbol.length, out);
            });
  }

  private Optional<AvroPart> union(Schema schema, DataType to) {
    List<AvroPart> branches = new ArrayList<>();
    boolean any = false;
    for (Schema branch : schema.getTypes()) {
      Optional<AvroPart> part = of(branch, to);
      any |= part.isPresent() && branch.getType() != Schema.Type.NULL;
      branches.add(part.orElseGet(() -> misfit(branch, to)));
    }
    if (!any && schema.getTypes().stream().anyMatch(b -> b.getType() != Schema.Type.NULL)) {
      return Optional.empty();
    }
    AvroPart[] all = branches.toArray(AvroPart[]::new);
    return Optional.of((in, out) -> all[in.readIndex(all.length)].read(in, out));
  }

  /// One of several branches that the type cannot take.
  private AvroPart misfit(Schema branch, DataType to) {
    String fault =
        "column '%s': %s does not fit %s".formatted(name, AvroTypes.shown(branch), to.sql());
    return (in, out) -> {
      Skipping.skip(branch, in);
      faults.add(fault);
      out.putNull();
    };
  }

  private Optional<AvroPart> array(Schema schema, DataType.Array to) {
    return of(schema.getElementType(), to.element())
        .map(element ->
            (in, out) -> {
              in.enter();
              SlotSink slots = out.open();
              slots.out().begin(Tag.ARRAY);
              int total = 0;
              for (int count = in.readItems(0); count > 0; count = in.readItems(total)) {
                for (int i = 0; i < count; i++) {
                  element.read(in, slots);
                }
                total += count;
              }
              slots.out().end();
              out.close();
              in.leave();
            });
  }

  private Optional<AvroPart> map(Schema schema, DataType.Map to) {
    Optional<Conversions.OfBytes> key = new Conversions(to.key(), name, faults).text();
    return of(schema.getValueType(), to.value())
        .flatMap(value -> key.map(text -> entries(bytes(text), value)));
  }

  private static AvroPart entries(AvroPart key, AvroPart value) {
    return (in, out) -> {
      in.enter();
      SlotSink slots = out.open();
      slots.out().begin(Tag.MAP);
      int start = slots.out().length();
      int total = 0;
      for (int count = in.readItems(0); count > 0; count = in.readItems(total)) {
        for (int i = 0; i < count; i++) {
          key.read(in, slots);
          value.read(in, slots);
        }
        total += count;
      }
      slots.out().endMap(start);
      out.close();
      in.leave();
    };
  }

  /// Fields are found by name, and those that are not wanted are stepped over. They may come in
  /// another order than wanted: then their slots are put in order afterwards.
  private Optional<AvroPart> row(Schema schema, DataType.Row to) {
    int[] target = new int[schema.getFields().size()];
    AvroPart[] parts = new AvroPart[target.length];
    for (int i = 0; i < target.length; i++) {
      Schema.Field written = schema.getFields().get(i);
      target[i] = RowPlan.find(written.name(), to.fields());
      if (target[i] < 0) {
        parts[i] = (in, _) -> Skipping.skip(written.schema(), in);
      } else {
        Optional<AvroPart> part = of(written.schema(), to.fields().get(target[i]).type());
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts[i] = part.get();
      }
    }
    for (int f = 0; f < to.fields().size(); f++) {
      Field field = to.fields().get(f);
      boolean there = false;
      for (int t : target) {
        there |= t == f;
      }
      if (!there && !field.nullable()) {
        return Optional.empty();
      }
    }
    return Optional.of(new RowPart(parts, target, to.fields().size()));
  }
}
