package io.velostream.sql.rewrite;

import io.velostream.columnar.error.UserException;
import io.velostream.sql.dialect.Calls;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites `CAST(x AS type FORMAT template)` to the function that reads or writes by a template,
/// and a plain cast around it.
public final class TemplateCasts extends SqlShuttle {
  private TemplateCasts() {}

  /// The query without FORMAT.
  ///
  /// @throws UserException for a type that has no templates
  public static SqlNode rewrite(SqlNode query) {
    SqlNode rewritten = query.accept(new TemplateCasts());
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode inner = super.visit(call);
    if (inner == null
        || inner.getKind() != SqlKind.CAST
        || !(inner instanceof SqlCall cast)
        || cast.operandCount() < 3
        || !(cast.operand(1) instanceof SqlDataTypeSpec type)) {
      return inner;
    }
    SqlCall converted =
        Calls.of(function(type), cast.getParserPosition(), cast.operand(0), cast.operand(2));
    return SqlStdOperatorTable.CAST.createCall(cast.getParserPosition(), converted, type);
  }

  private static String function(SqlDataTypeSpec type) {
    String name = String.valueOf(type.getTypeName()).toUpperCase(Locale.ROOT);
    return switch (name) {
      case "CHAR", "VARCHAR", "STRING" -> "TEXT_BY_TEMPLATE";
      case "DATE" -> "DATE_BY_TEMPLATE";
      case "TIME" -> "TIME_BY_TEMPLATE";
      case "TIMESTAMP", "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_LTZ" ->
          "TIMESTAMP_BY_TEMPLATE";
      default ->
          throw FrontEndErrors.notSupported(
              "CAST to " + name + " with FORMAT is",
              FrontEndErrors.position(type),
              "templates are for dates and times: cast to VARCHAR, DATE, TIME or TIMESTAMP");
    };
  }
}
