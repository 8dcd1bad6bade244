package io.velostream.sql.validate;

import io.velostream.sql.grammar.ast.NamedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/// `ROW(*)` and `ROW(t.* EXCLUDE (c))`: a ROW of the columns, with their names.
final class RowStars extends SqlShuttle {
  private final SqlSelect select;
  private final SqlValidatorImpl validator;

  private RowStars(SqlSelect select, SqlValidatorImpl validator) {
    this.select = select;
    this.validator = validator;
  }

  /// An item of a SELECT list whose ROWs are without stars.
  static SqlNode expand(SqlNode item, SqlSelect select, SqlValidatorImpl validator) {
    SqlNode expanded = item.accept(new RowStars(select, validator));
    return expanded == null ? item : expanded;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (SqlKind.QUERY.contains(call.getKind())) {
      return call;
    }
    return call.getKind() == SqlKind.ROW
            && call.getOperandList().stream().anyMatch(RowStars::isStar)
        ? row(call)
        : super.visit(call);
  }

  private static boolean isStar(@Nullable SqlNode item) {
    return item instanceof SqlStarExclude || (item instanceof SqlIdentifier name && name.isStar());
  }

  private SqlNode row(SqlCall call) {
    List<@Nullable String> given =
        call.getOperator() instanceof NamedRow row
            ? row.fields()
            : Collections.nCopies(call.operandCount(), null);
    List<SqlNode> items = new ArrayList<>();
    List<@Nullable String> names = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode item = call.operand(i);
      if (isStar(item)) {
        for (SqlNode column : validator.expandStar(SqlNodeList.of(item), select, false)) {
          items.add(column);
          names.add(column instanceof SqlIdentifier name ? name.names.getLast() : null);
        }
      } else {
        items.add(expand(item, select, validator));
        names.add(given.get(i));
      }
    }
    return NamedRow.of(call.getParserPosition(), items, names);
  }
}
