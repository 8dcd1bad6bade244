package io.velostream.sql.validate;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/// What `FOR SYSTEM_TIME AS OF time` says in the condition of a join with a table that has no time
/// of its own: that rows are looked up at that time, which is processing time. The other operand is
/// any column of the table, so that the condition stays with both inputs. Nobody writes it, see
/// [io.velostream.sql.rewrite.VersionJoins].
public final class LookupOperator {
  private static final int COMPARISON_PRECEDENCE = 30;

  /// Of a table whose connector finds rows by keys.
  public static final SqlBinaryOperator BY_KEY = operator("AS OF BY KEY");

  /// Of a table that can be read as a whole only.
  public static final SqlBinaryOperator WHOLE = operator("AS OF WHOLE");

  private LookupOperator() {}

  /// Whether it is one of the two.
  public static boolean is(SqlOperator operator) {
    return operator.equals(BY_KEY) || operator.equals(WHOLE);
  }

  private static SqlBinaryOperator operator(String name) {
    return new SqlBinaryOperator(
        name,
        SqlKind.OTHER,
        COMPARISON_PRECEDENCE,
        true,
        ReturnTypes.BOOLEAN_NOT_NULL,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY_ANY);
  }
}
