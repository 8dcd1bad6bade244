package io.velostream.sql.dialect;

import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/// Functions that PostgreSQL means otherwise.
final class PostgresFunctions {
  static final Map<String, DialectRule> RULES =
      Map.of(
          "TO_DATE",
          Calls.named("DATE_BY_TEMPLATE", 2),
          "TO_TIMESTAMP",
          Calls.named("TIMESTAMP_BY_TEMPLATE", 2),
          "STRING_TO_ARRAY",
          PostgresFunctions::stringToArray,
          "DATE_PART",
          PostgresFunctions::datePart);

  private PostgresFunctions() {}

  /// No text stands for NULL there if it is NULL itself.
  private static @Nullable SqlNode stringToArray(SqlCall call) {
    return call.operandCount() == 3 && SqlUtil.isNullLiteral(call.operand(2), false)
        ? Calls.of("STRING_TO_ARRAY", call.getParserPosition(), call.operand(0), call.operand(1))
        : null;
  }

  /// The unit may be written without quotes.
  private static @Nullable SqlNode datePart(SqlCall call) {
    if (call.operandCount() != 2
        || !(call.operand(0) instanceof SqlIdentifier unit)
        || !unit.isSimple()) {
      return null;
    }
    return Calls.of(
        "DATE_PART",
        call.getParserPosition(),
        Calls.text(unit.getSimple(), unit.getParserPosition()),
        call.operand(1));
  }
}
