package io.velostream.sql.rewrite;

import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ast.DistinctOn;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/// Rewrites `SELECT DISTINCT ON (keys) … ORDER BY keys, more` to `QUALIFY ROW_NUMBER() OVER
/// (PARTITION BY keys ORDER BY more) = 1`.
public final class DistinctKeys extends SqlShuttle {
  private DistinctKeys() {}

  /// The query without DISTINCT ON; the given tree is changed.
  ///
  /// @throws UserException where the order does not begin with the keys, and for QUALIFY besides
  public static SqlNode rewrite(SqlNode query) {
    SqlNode rewritten = query.accept(new DistinctKeys());
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select) {
      first(select, order.orderList);
    } else if (call instanceof SqlSelect select) {
      first(select, SqlNodeList.EMPTY);
    }
    return super.visit(call);
  }

  private static void first(SqlSelect select, SqlNodeList order) {
    if (!DistinctOn.is(select.getQualify())
        || !(select.getQualify() instanceof SqlCall condition)
        || !(condition.operand(0) instanceof SqlNodeList on)) {
      return;
    }
    List<SqlNode> keys = on.stream().map(key -> meant(key, select)).toList();
    List<SqlNode> orders = order.stream().map(key -> meant(key, select)).toList();
    SqlParserPos position = on.getParserPosition();
    if (condition.operandCount() > 1) {
      throw FrontEndErrors.notSupported(
          "QUALIFY together with DISTINCT ON is",
          FrontEndErrors.position(on),
          "put QUALIFY into a subquery");
    }
    List<SqlNode> more = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      boolean key = isAmong(keys, plain(orders.get(i)));
      if (!key && i < keys.size()) {
        throw FrontEndErrors.invalid(
            "the order must begin with the keys of DISTINCT ON",
            FrontEndErrors.position(order.get(i)),
            "write ORDER BY, the keys, and behind them what tells which row is the first");
      }
      if (!key) {
        more.add(orders.get(i));
      }
    }
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            position,
            SqlStdOperatorTable.ROW_NUMBER.createCall(position),
            SqlWindow.create(
                null,
                null,
                new SqlNodeList(keys, position),
                new SqlNodeList(more, position),
                SqlLiteral.createBoolean(false, position),
                null,
                null,
                null,
                SqlWindow.createExcludeNoOthers(position),
                position));
    select.setQualify(
        SqlStdOperatorTable.EQUALS.createCall(
            position, number, SqlLiteral.createExactNumeric("1", position)));
  }

  private static boolean isAmong(List<SqlNode> keys, SqlNode key) {
    return keys.stream().anyMatch(other -> other.equalsDeep(key, Litmus.IGNORE));
  }

  private static boolean isDirection(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
      default -> false;
    };
  }

  /// Without DESC and NULLS FIRST.
  private static SqlNode plain(SqlNode key) {
    return isDirection(key) ? plain(((SqlCall) key).operand(0)) : key;
  }

  /// A column of the result, named or counted, as what it is made from.
  private static SqlNode meant(SqlNode key, SqlSelect select) {
    return switch (key) {
      case SqlCall call when isDirection(call) ->
          call.getOperator().createCall(call.getParserPosition(), meant(call.operand(0), select));
      case SqlNumericLiteral number when number.isInteger() -> counted(number, select);
      case SqlIdentifier name when name.isSimple() -> named(name, select);
      default -> key;
    };
  }

  private static SqlNode counted(SqlNumericLiteral number, SqlSelect select) {
    int place = number.intValue(true);
    SqlNodeList items = select.getSelectList();
    boolean stars = items.stream().anyMatch(i -> i instanceof SqlIdentifier name && name.isStar());
    if (stars || place < 1 || place > items.size()) {
      throw FrontEndErrors.invalid(
          "there is no column " + place + " to tell rows apart by",
          FrontEndErrors.position(number),
          "name it");
    }
    SqlNode item = items.get(place - 1);
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  private static SqlNode named(SqlIdentifier name, SqlSelect select) {
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
          && alias.getSimple().equalsIgnoreCase(name.getSimple())) {
        return ((SqlCall) item).operand(0);
      }
    }
    return name;
  }
}
