package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/// Tells the columns that a star does not stand for: system columns of a table, also of one in a
/// window, but not those that a subquery has selected.
final class HiddenColumns {
  private HiddenColumns() {}

  /// Whether a column that a star would stand for is to be left out.
  ///
  /// @param hidden the names of columns of tables that are
  static boolean isOne(SqlNode item, SelectScope scope, Set<String> hidden) {
    if (!(item instanceof SqlIdentifier name)
        || isUnwritten(name)
        || !hidden.contains(Util.last(name.names))) {
      return false;
    }
    SqlValidatorNamespace namespace = scope.fullyQualify(name).namespace;
    SqlNode relation = namespace == null ? null : namespace.getNode();
    if (relation == null) {
      return false;
    }
    SqlNode plain = SqlUtil.stripAs(relation);
    boolean hides =
        switch (plain.getKind()) {
          case SELECT, UNION, INTERSECT, EXCEPT, VALUES, WITH, ORDER_BY -> false;
          default -> !(plain instanceof SqlCall call) || isOfTable(call);
        };
    if (hides && isMerging(scope.getNode().getFrom())) {
      throw new UserException(
          ErrorCode.NOT_SUPPORTED,
          "'*' beside the system column '%s' is not supported where a join merges columns"
              .formatted(Util.last(name.names)),
          FrontEndErrors.position(scope.getNode().getSelectList()),
          "name the columns, or write the join with ON");
    }
    return hides;
  }

  /// Whether a join makes one column of two, which Calcite finds by their places.
  private static boolean isMerging(@Nullable SqlNode from) {
    return from instanceof SqlJoin join
        && (join.isNatural()
            || join.getConditionType() == JoinConditionType.USING
            || isMerging(join.getLeft())
            || isMerging(join.getRight()));
  }

  /// The star that Calcite puts in place of `TABLE t` stands nowhere, and means all columns: what
  /// is around it decides.
  private static boolean isUnwritten(SqlNode star) {
    return star.getParserPosition().equals(SqlParserPos.ZERO);
  }

  /// Whether a table function reads a table, and no query with columns of its own.
  private static boolean isOfTable(SqlCall function) {
    for (SqlNode operand : function.getOperandList()) {
      if (operand instanceof SqlSelect select) {
        return isUnwritten(select.getSelectList().get(0));
      }
      if (operand instanceof SqlCall call && isOfTable(call)) {
        return true;
      }
    }
    return false;
  }
}
