package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/// GROUP BY ALL: all that the SELECT list does not aggregate; ORDER BY ALL: each of its columns,
/// from the left. Lists are changed in place, since scopes hold on to them.
final class AllColumns {
  private AllColumns() {}

  /// Puts the keys into a GROUP BY. Columns of the input must be known.
  static void group(SqlSelect select, SqlValidatorImpl validator) {
    SqlNodeList keys = select.getGroup();
    if (keys == null || keys.stream().noneMatch(AllColumns::isAll)) {
      return;
    }
    List<SqlNode> found = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlStarExclude || (item instanceof SqlIdentifier name && name.isStar())) {
        for (SqlNode column : validator.expandStar(SqlNodeList.of(item), select, false)) {
          found.add(SqlUtil.stripAs(column));
        }
      } else if (!isAggregate(item, validator)) {
        found.add(SqlUtil.stripAs(item));
      }
    }
    replace(keys, found);
  }

  /// Puts the numbers of columns into an ORDER BY. The SELECT list must be without stars.
  static void order(SqlSelect select) {
    SqlNodeList keys = select.getOrderList();
    if (keys == null) {
      return;
    }
    for (int i = keys.size() - 1; i >= 0; i--) {
      SqlNode key = keys.get(i);
      if (isAll(plain(key))) {
        List<SqlNode> columns = new ArrayList<>();
        for (int place = 1; place <= select.getSelectList().size(); place++) {
          columns.add(
              with(
                  key,
                  SqlLiteral.createExactNumeric(Integer.toString(place), key.getParserPosition())));
        }
        keys.remove(i);
        keys.addAll(i, columns);
      }
    }
  }

  private static void replace(SqlNodeList keys, List<SqlNode> found) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (isAll(keys.get(i))) {
        keys.remove(i);
        keys.addAll(i, found);
      }
    }
  }

  private static boolean isAll(@Nullable SqlNode key) {
    return key instanceof SqlLiteral literal && literal.getValue() == SqlSelectKeyword.ALL;
  }

  @SuppressWarnings("deprecation") // there is no other way to ask about a part of a query
  private static boolean isAggregate(SqlNode item, SqlValidatorImpl validator) {
    return validator.isAggregate(item);
  }

  private static boolean isDirection(SqlNode key) {
    return key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST;
  }

  private static SqlNode plain(SqlNode key) {
    return isDirection(key) ? plain(((SqlCall) key).operand(0)) : key;
  }

  /// A column in the direction of a key.
  private static SqlNode with(SqlNode key, SqlNode column) {
    return isDirection(key)
        ? ((SqlCall) key)
            .getOperator()
            .createCall(key.getParserPosition(), with(((SqlCall) key).operand(0), column))
        : column;
  }
}
