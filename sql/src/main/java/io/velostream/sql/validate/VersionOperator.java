package io.velostream.sql.validate;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/// `time AS OF version`: what `FOR SYSTEM_TIME AS OF time` says of the rows of its table. As
/// `time >= version`, but that both must be event time, see
/// [io.velostream.sql.rewrite.VersionJoins]. Nobody writes it.
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
