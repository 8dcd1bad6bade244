package io.velostream.sql.dialect;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Makes calls of functions of the catalogue by name.
public final class Calls {
  private Calls() {}

  /// A call at a place.
  public static SqlCall of(String name, SqlParserPos position, SqlNode... arguments) {
    return of(name, position, List.of(arguments));
  }

  /// A call at a place.
  public static SqlCall of(String name, SqlParserPos position, List<SqlNode> arguments) {
    SqlIdentifier identifier = new SqlIdentifier(name, position);
    return new SqlUnresolvedFunction(
            identifier, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(position, arguments);
  }

  /// A rule that calls another function with the same arguments, if there are as many as given.
  static DialectRule named(String name, int count) {
    return call ->
        call.operandCount() == count
            ? of(name, call.getParserPosition(), call.getOperandList())
            : null;
  }

  /// A text.
  static SqlNode text(String value, SqlParserPos position) {
    return SqlLiteral.createCharString(value, position);
  }

  /// A number.
  static SqlNode number(int value, SqlParserPos position) {
    return SqlLiteral.createExactNumeric(Integer.toString(value), position);
  }

  /// A value as another type; times to the microsecond.
  public static SqlNode cast(SqlNode value, SqlTypeName type) {
    SqlParserPos position = value.getParserPosition();
    int precision =
        switch (type) {
          case TIMESTAMP, TIME -> 6;
          default -> RelDataType.PRECISION_NOT_SPECIFIED;
        };
    SqlDataTypeSpec spec =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, precision, position), position);
    return SqlStdOperatorTable.CAST.createCall(position, value, spec);
  }
}
