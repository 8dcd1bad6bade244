package io.velostream.sql.rewrite;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.validate.FrontEndErrors;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;

/// Checks types as written. Calcite would cut a precision that is too large without a word.
public final class DeclaredTypes {
  private DeclaredTypes() {}

  /// @throws UserException for a precision or scale that the type cannot have
  public static void check(SqlDataTypeSpec type) {
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

  private static UserException wrong(SqlDataTypeSpec type, String message) {
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        message,
        FrontEndErrors.position(type),
        "choose a smaller one");
  }
}
