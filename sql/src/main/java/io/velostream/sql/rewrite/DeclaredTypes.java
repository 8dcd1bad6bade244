package io.velostream.sql.rewrite;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;

/// Checks types as written. Calcite would cut a precision that is too large without a word.
public final class DeclaredTypes {
  private static final List<String> TYPES =
      List.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "REAL",
          "DOUBLE",
          "DECIMAL",
          "CHAR",
          "VARCHAR",
          "STRING",
          "VARBINARY",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP_LTZ",
          "ARRAY",
          "MAP",
          "ROW",
          "VARIANT");

  private DeclaredTypes() {}

  /// @throws UserException for a precision or scale that the type cannot have
  public static void check(SqlDataTypeSpec type) {
    if (type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec) {
      throw unknown(type);
    }
    if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)) {
      return;
    }
    String name = basic.getTypeName().getSimple();
    int precision = basic.getPrecision();
    switch (name) {
      case "DECIMAL" -> {
        int largest = DataType.Decimal.MAX_PRECISION;
        if (precision == 0 || precision > largest) {
          throw wrong(type, "the precision of a DECIMAL is 1 to " + largest + ", not " + precision);
        }
        if (precision > 0 && basic.getScale() > precision) {
          throw wrong(
              type,
              "a DECIMAL of %d digits cannot have %d behind the point"
                  .formatted(precision, basic.getScale()));
        }
      }
      case "TIMESTAMP", "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIME" -> {
        int largest = DataType.Timestamp.MAX_PRECISION;
        if (precision > largest) {
          throw wrong(
              type, "times have up to " + largest + " digits of a second, not " + precision);
        }
      }
      default -> {}
    }
  }

  /// Of a type that nobody knows.
  public static UserException unknown(SqlDataTypeSpec declared) {
    String name = String.valueOf(declared.getTypeName());
    String types =
        name.toUpperCase(Locale.ROOT).startsWith("JSON")
            ? "a VARIANT is JSON that has been read"
            : "the types are " + String.join(", ", TYPES);
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "there is no type '" + name + "'",
        FrontEndErrors.position(declared),
        FrontEndErrors.didYouMean(name, TYPES, types));
  }

  private static UserException wrong(SqlDataTypeSpec type, String message) {
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        message,
        FrontEndErrors.position(type),
        "choose a smaller one");
  }
}
