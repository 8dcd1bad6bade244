package io.velostream.sql.validate;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/// What `FOR SYSTEM_TIME AS OF time` says of the rows of its table: that their version is not
/// behind that time, and that both are event time. Nobody writes it, see
/// [io.velostream.sql.rewrite.VersionJoins].
public final class VersionOperator {
  private static final int COMPARISON_PRECEDENCE = 30;

  /// The one there is.
  public static final SqlBinaryOperator AS_OF =
      new SqlBinaryOperator(
          "AS OF",
          SqlKind.GREATER_THAN_OR_EQUAL,
          COMPARISON_PRECEDENCE,
          true,
          ReturnTypes.BOOLEAN_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.ANY_ANY);

  private VersionOperator() {}
}
