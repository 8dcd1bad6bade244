package io.velostream.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/// Signatures of the functions of headers, which are a MAP here: a query that leaves it out has got
/// it by now, see [io.velostream.sql.rewrite.HeaderForms].
final class HeaderSignatures {
  private static final SqlTypeFamily MAP = SqlTypeFamily.MAP;
  private static final SqlTypeFamily TEXT = SqlTypeFamily.CHARACTER;

  private HeaderSignatures() {}

  static List<SqlFunction> all() {
    SqlReturnTypeInference text =
        ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE);
    return List.of(
        function(
            "HEADER",
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            MAP,
            TEXT),
        function("HEADER_KEYS", text, MAP),
        function(
            "HAS_HEADER",
            ReturnTypes.explicit(SqlTypeName.BOOLEAN).andThen(SqlTypeTransforms.TO_NULLABLE),
            MAP,
            TEXT),
        function("SET_HEADER", ReturnTypes.ARG0_NULLABLE, MAP, TEXT, SqlTypeFamily.ANY),
        function("REMOVE_HEADER", ReturnTypes.ARG0_NULLABLE, MAP, TEXT));
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference result, SqlTypeFamily... operands) {
    return SqlBasicFunction.create(
        name, result, OperandTypes.family(operands), SqlFunctionCategory.SYSTEM);
  }
}
