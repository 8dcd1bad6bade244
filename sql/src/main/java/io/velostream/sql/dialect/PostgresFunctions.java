package io.velostream.sql.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
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
          PostgresFunctions::datePart,
          "REGEXP_REPLACE",
          PostgresFunctions::regexpReplace,
          "=",
          PostgresFunctions::arrayLiteral,
          "<>",
          PostgresFunctions::arrayLiteral);

  private PostgresFunctions() {}

  /// No text stands for NULL there if it is NULL itself, and without a separator each character is
  /// a part.
  private static @Nullable SqlNode stringToArray(SqlCall call) {
    if (call.operandCount() < 2 || call.operandCount() > 3) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
    if (SqlUtil.isNullLiteral(arguments.get(1), false)) {
      arguments.set(1, Calls.text("", position));
    }
    if (arguments.size() == 3 && SqlUtil.isNullLiteral(arguments.get(2), false)) {
      arguments.removeLast();
    }
    return Calls.of("STRING_TO_ARRAY", position, arguments);
  }

  /// A text in braces that is compared with an ARRAY is one: `a = '{1,2}'`.
  private static @Nullable SqlNode arrayLiteral(SqlCall call) {
    if (call.operandCount() != 2) {
      return null;
    }
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    boolean onTheLeft = isInBraces(left);
    if (onTheLeft == isInBraces(right)) {
      return null;
    }
    SqlParserPos position = (onTheLeft ? left : right).getParserPosition();
    return call.getOperator()
        .createCall(
            call.getParserPosition(),
            onTheLeft ? Calls.of("$ARRAY_LITERAL", position, left, right) : left,
            onTheLeft ? right : Calls.of("$ARRAY_LITERAL", position, right, left));
  }

  private static boolean isInBraces(SqlNode node) {
    if (!(node instanceof SqlCharStringLiteral literal)) {
      return false;
    }
    String text = literal.getValueAs(String.class).strip();
    return text.startsWith("{") && text.endsWith("}");
  }

  /// The first match only, but for the flag `g`.
  private static @Nullable SqlNode regexpReplace(SqlCall call) {
    if (call.operandCount() < 3 || call.operandCount() > 4) {
      return null;
    }
    List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
    if (arguments.size() == 3) {
      arguments.add(Calls.text("", call.getParserPosition()));
    }
    return Calls.of("$REGEXP_REPLACE_FIRST", call.getParserPosition(), arguments);
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
