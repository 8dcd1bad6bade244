package io.velostream.connector.avro;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.spi.Options;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/// Schemas: those that options give, and those made of columns.
final class Schemas {
  /// The option with the schema, or the path of a file that holds it.
  static final String OPTION = "avro.schema";

  /// The name of the records of a table that says nothing else.
  private static final String RECORD = "record";

  private Schemas() {}

  /// A schema from its text.
  ///
  /// @param where what holds it, for messages
  /// @throws UserException when it is none
  static Schema parse(String text, String where) {
    return parse(text, List.of(), where);
  }

  /// The same for one of a registry, which may name others.
  static Schema of(RegisteredSchema schema, String where) {
    return parse(schema.text(), schema.references(), where);
  }

  private static Schema parse(String text, List<String> others, String where) {
    try {
      Schema.Parser parser = new Schema.Parser();
      others.forEach(parser::parse);
      return parser.parse(text);
    } catch (AvroRuntimeException | StackOverflowError e) {
      throw new UserException(
          ErrorCode.BAD_INPUT, "no schema of Avro in " + where + ": " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "nested too deeply" : message.lines().findFirst().orElse("");
  }

  /// The schema that the options of a table give.
  static Optional<Schema> declared(Options options, Files files) {
    return declared(OPTION, options, files);
  }

  /// The schema that an option gives.
  static Optional<Schema> declared(String option, Options options, Files files) {
    return options
        .find(option)
        .map(given -> {
          String text = given.strip();
          boolean inline = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
          return parse(inline ? text : read(option, text, files), "the option '" + option + "'");
        });
  }

  private static String read(String option, String path, Files files) {
    try (InputStream in = files.read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot read '%s', which '%s' names: %s".formatted(path, option, e.getMessage()),
          e,
          false);
    }
  }

  /// The schema of records with these columns.
  ///
  /// @throws UserException NOT_SUPPORTED for a column that no schema has
  static Schema ofColumns(List<Field> columns) {
    return record(RECORD, columns);
  }

  private static Schema record(String name, List<Field> columns) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Field column : columns) {
      Schema type = schema(name + "_" + column.name(), column.name(), column.type());
      boolean nullable = column.nullable() && type.getType() != Schema.Type.NULL;
      try {
        fields.add(
            nullable
                ? new Schema.Field(
                    column.name(),
                    Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                    null,
                    Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(column.name(), type));
      } catch (AvroRuntimeException _) {
        throw new UserException(
                ErrorCode.INVALID_OPTION,
                "'%s' can be no name in Avro: letters, digits and _ only".formatted(column.name()))
            .hint("rename the column with AS");
      }
    }
    try {
      return Schema.createRecord(name, null, null, false, fields);
    } catch (AvroRuntimeException e) {
      throw new UserException(ErrorCode.INVALID_OPTION, "no schema of Avro: " + e.getMessage());
    }
  }

  private static Schema schema(String record, String column, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> Schema.create(Schema.Type.BOOLEAN);
      case DataType.Integral(var width) ->
          Schema.create(
              width == DataType.Integral.Width.BIGINT ? Schema.Type.LONG : Schema.Type.INT);
      case DataType.Floating(var width) ->
          Schema.create(
              width == DataType.Floating.Width.REAL ? Schema.Type.FLOAT : Schema.Type.DOUBLE);
      case DataType.Decimal(int precision, int scale) ->
          LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
      case DataType.Char _, DataType.Varchar _ -> Schema.create(Schema.Type.STRING);
      case DataType.Varbinary _ -> Schema.create(Schema.Type.BYTES);
      case DataType.Date _ -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case DataType.Time(int precision) ->
          precision <= 3
              ? LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT))
              : LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case DataType.Timestamp timestamp -> timestamp(timestamp);
      case DataType.Array(var element) ->
          Schema.createArray(nullable(schema(record + "_element", column, element)));
      case DataType.Map(var key, var value) when key instanceof DataType.Varchar ->
          Schema.createMap(nullable(schema(record + "_value", column, value)));
      case DataType.Row(var fields) -> record(record, fields);
      case DataType.Null _ -> Schema.create(Schema.Type.NULL);
      case DataType.Multiset _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "the column '%s' of type %s has no form in Avro".formatted(column, type.sql()))
              .hint("cast it to an ARRAY");
      case DataType.Map _, DataType.Interval _, DataType.Variant _, DataType.Geometry _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "the column '%s' of type %s has no form in Avro".formatted(column, type.sql()))
              .hint("cast it, for instance to VARCHAR");
    };
  }

  private static Schema timestamp(DataType.Timestamp type) {
    Schema number = Schema.create(Schema.Type.LONG);
    boolean millis = type.precision() <= 3;
    if (type.local()) {
      return (millis ? LogicalTypes.timestampMillis() : LogicalTypes.timestampMicros())
          .addToSchema(number);
    }
    return (millis ? LogicalTypes.localTimestampMillis() : LogicalTypes.localTimestampMicros())
        .addToSchema(number);
  }

  /// The schema of changes of rows.
  static Schema envelope(Schema row) {
    Schema either = nullable(row);
    return Schema.createRecord(
        "envelope",
        null,
        null,
        false,
        List.of(
            new Schema.Field("before", either, null, Schema.Field.NULL_DEFAULT_VALUE),
            new Schema.Field("after", either, null, Schema.Field.NULL_DEFAULT_VALUE),
            new Schema.Field("op", Schema.create(Schema.Type.STRING))));
  }

  private static Schema nullable(Schema schema) {
    return schema.getType() == Schema.Type.NULL
        ? schema
        : Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  /// The default of a field as its schema writes it.
  static byte[] defaultBytes(Schema.Field field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      Object value = GenericData.get().getDefaultValue(field);
      new GenericDatumWriter<Object>(field.schema()).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
