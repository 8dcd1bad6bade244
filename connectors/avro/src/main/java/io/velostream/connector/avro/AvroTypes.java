package io.velostream.connector.avro;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// Which type of a column goes with which schema.
final class AvroTypes {
  private AvroTypes() {}

  /// The columns of a record.
  ///
  /// @param source what has the schema, for messages
  /// @throws UserException NOT_SUPPORTED for a field that no column can have
  static List<Field> fields(Schema record, String source) {
    if (record.getType() != Schema.Type.RECORD || record.getFields().isEmpty()) {
      throw new UserException(
          ErrorCode.BAD_INPUT, source + " has no records with fields, but " + shown(record));
    }
    Set<String> open = new HashSet<>();
    open.add(record.getFullName());
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      DataType type =
          type(field.schema(), open)
              .orElseThrow(() ->
                  new UserException(
                          ErrorCode.NOT_SUPPORTED,
                          "the field '%s' of %s has no type of SQL: %s"
                              .formatted(field.name(), source, shown(field.schema())))
                      .hint("declare the columns without it: CREATE TABLE t (…) WITH (…)"));
      fields.add(new Field(field.name(), type, field.schema().isNullable()));
    }
    return fields;
  }

  /// The type that values of a schema have, if there is one.
  ///
  /// @param open names of the records that it lies in
  private static Optional<DataType> type(Schema schema, Set<String> open) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case NULL -> Optional.of(new DataType.Null());
      case BOOLEAN -> Optional.of(DataType.BOOLEAN);
      case INT ->
          Optional.of(
              switch (logical) {
                case LogicalTypes.Date _ -> DataType.DATE;
                case LogicalTypes.TimeMillis _ -> new DataType.Time(3);
                case null, default -> DataType.INTEGER;
              });
      case LONG -> Optional.of(longType(logical));
      case FLOAT -> Optional.of(DataType.REAL);
      case DOUBLE -> Optional.of(DataType.DOUBLE);
      case STRING, ENUM -> Optional.of(DataType.STRING);
      case BYTES, FIXED -> bytesType(schema, logical);
      case ARRAY -> type(schema.getElementType(), open).map(DataType.Array::new);
      case MAP ->
          type(schema.getValueType(), open).map(value -> new DataType.Map(DataType.STRING, value));
      case RECORD -> rowType(schema, open);
      case UNION -> unionType(schema, open);
    };
  }

  private static DataType longType(LogicalType logical) {
    return switch (logical) {
      case LogicalTypes.TimeMicros _ -> new DataType.Time(6);
      case LogicalTypes.TimestampMillis _ -> new DataType.Timestamp(3, true);
      case LogicalTypes.TimestampMicros _ -> new DataType.Timestamp(6, true);
      case LogicalTypes.TimestampNanos _ -> new DataType.Timestamp(6, true);
      case LogicalTypes.LocalTimestampMillis _ -> new DataType.Timestamp(3, false);
      case LogicalTypes.LocalTimestampMicros _ -> new DataType.Timestamp(6, false);
      case LogicalTypes.LocalTimestampNanos _ -> new DataType.Timestamp(6, false);
      case null, default -> DataType.BIGINT;
    };
  }

  private static Optional<DataType> bytesType(Schema schema, LogicalType logical) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      boolean known =
          decimal.getPrecision() <= DataType.Decimal.MAX_PRECISION
              && decimal.getScale() >= 0
              && decimal.getScale() <= decimal.getPrecision();
      return known
          ? Optional.of(new DataType.Decimal(decimal.getPrecision(), decimal.getScale()))
          : Optional.empty();
    }
    return Optional.of(isUuid(schema) ? DataType.STRING : new DataType.Varbinary());
  }

  /// Whether a fixed value is a UUID.
  static boolean isUuid(Schema schema) {
    return schema.getType() == Schema.Type.FIXED
        && schema.getFixedSize() == 16
        && schema.getLogicalType() instanceof LogicalTypes.Uuid;
  }

  private static Optional<DataType> rowType(Schema schema, Set<String> open) {
    if (schema.getFields().isEmpty() || !open.add(schema.getFullName())) {
      return Optional.empty(); // a record in itself
    }
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Optional<DataType> type = type(field.schema(), open);
      type.ifPresent(known -> fields.add(Field.of(field.name(), known)));
    }
    open.remove(schema.getFullName());
    return fields.size() == schema.getFields().size()
        ? Optional.of(new DataType.Row(fields))
        : Optional.empty();
  }

  private static Optional<DataType> unionType(Schema union, Set<String> open) {
    List<Schema> branches =
        union.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    if (branches.size() <= 1) {
      return branches.isEmpty()
          ? Optional.of(new DataType.Null())
          : type(branches.getFirst(), open);
    }
    boolean whole = branches.stream().allMatch(b -> isNumber(b, false));
    boolean numbers = branches.stream().allMatch(b -> isNumber(b, true));
    return numbers ? Optional.of(whole ? DataType.BIGINT : DataType.DOUBLE) : Optional.empty();
  }

  private static boolean isNumber(Schema schema, boolean floating) {
    Schema.Type type = schema.getType();
    boolean whole = type == Schema.Type.INT || type == Schema.Type.LONG;
    return schema.getLogicalType() == null
        && (whole || floating && (type == Schema.Type.FLOAT || type == Schema.Type.DOUBLE));
  }

  /// A schema in few words.
  static String shown(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream()
              .map(AvroTypes::shown)
              .reduce((a, b) -> a + " or " + b)
              .orElse("nothing");
      case ARRAY -> "array of " + shown(schema.getElementType());
      case MAP -> "map of " + shown(schema.getValueType());
      case RECORD, ENUM -> schema.getType().getName() + " " + schema.getName();
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
        String text = schema.getType().getName();
        if (logical instanceof LogicalTypes.Decimal d) {
          yield "decimal(%d, %d)".formatted(d.getPrecision(), d.getScale());
        }
        yield logical == null ? text : logical.getName() + " (" + text + ")";
      }
    };
  }
}
