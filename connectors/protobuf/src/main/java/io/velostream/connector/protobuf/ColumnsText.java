package io.velostream.connector.protobuf;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The schema of messages with some columns, as the text of a `.proto` file.
final class ColumnsText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String TIME_FILE = "google/protobuf/timestamp.proto";
  private static final String DECIMAL_FILE = "confluent/type/decimal.proto";
  private static final String META_FILE = "confluent/meta.proto";

  private final StringBuilder text = new StringBuilder();

  /// The files that it needs.
  private final Set<String> imports = new TreeSet<>();

  private ColumnsText() {}

  /// @throws UserException NOT_SUPPORTED for a column that no schema has
  static String of(List<Field> columns) {
    ColumnsText made = new ColumnsText();
    made.message("Row", columns, "");
    StringBuilder head = new StringBuilder("syntax = \"proto3\";\n");
    made.imports.forEach(file -> head.append("import \"").append(file).append("\";\n"));
    return head.append(made.text).toString();
  }

  private void message(String name, List<Field> fields, String indent) {
    text.append(indent).append("message ").append(name).append(" {\n");
    String inner = indent + "  ";
    int number = 1;
    for (Field field : fields) {
      if (!NAME.matcher(field.name()).matches()) {
        throw new UserException(
                ErrorCode.INVALID_OPTION,
                "'%s' can be no name in Protocol Buffers: letters, digits and _ only"
                    .formatted(field.name()))
            .hint("rename the column, or give a schema");
      }
      String type = field(field, inner);
      text.append(inner).append(type).append(' ').append(field.name());
      text.append(" = ").append(number++).append(meta(field.type())).append(";\n");
    }
    text.append(indent).append("}\n");
  }

  /// What is said of a field beside its type.
  private String meta(DataType type) {
    return switch (type) {
      case DataType.Array(var element) -> meta(element);
      case DataType.Decimal decimal -> {
        imports.add(META_FILE);
        String param = "{key: \"%s\", value: \"%d\"}";
        yield " [(confluent.field_meta) = {params: ["
            + param.formatted("precision", decimal.precision())
            + ", "
            + param.formatted("scale", decimal.scale())
            + "]}]";
      }
      case DataType _ -> "";
    };
  }

  private String field(Field field, String indent) {
    return switch (field.type()) {
      case DataType.Array(var element) -> "repeated " + type(field, element, indent);
      case DataType.Map(var key, var value) ->
          "map<%s, %s>".formatted(type(field, key, indent), type(field, value, indent));
      case DataType other -> (field.nullable() ? "optional " : "") + type(field, other, indent);
    };
  }

  private String type(Field field, DataType type, String indent) {
    return switch (type) {
      case DataType.Bool _ -> "bool";
      case DataType.Integral(var width) ->
          width == DataType.Integral.Width.BIGINT ? "int64" : "int32";
      case DataType.Floating(var width) ->
          width == DataType.Floating.Width.REAL ? "float" : "double";
      case DataType.Char _, DataType.Varchar _ -> "string";
      case DataType.Varbinary _ -> "bytes";
      case DataType.Date _ -> "int32";
      case DataType.Time _ -> "int64";
      case DataType.Timestamp _ -> {
        imports.add(TIME_FILE);
        yield ProtoTypes.TIMESTAMP;
      }
      case DataType.Decimal _ -> {
        imports.add(DECIMAL_FILE);
        yield ValueMessages.DECIMAL;
      }
      case DataType.Row row -> {
        String name = ProtoText.capital(field.name()) + "Row";
        message(name, row.fields(), indent);
        yield name;
      }
      case DataType other ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "the column '%s' is %s, which Protocol Buffers do not have"
                      .formatted(field.name(), other.sql()))
              .hint("cast it, for instance to VARCHAR or DOUBLE");
    };
  }
}
