package io.velostream.sql.rewrite;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.sql.grammar.ast.PlainSelect;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// WITH RECURSIVE before Calcite sees it.
public final class RecursiveQueries {
  private RecursiveQueries() {}

  /// Where recursive queries stand, by name.
  public static Map<String, SourcePosition> positions(SqlNode query) {
    Map<String, SourcePosition> positions = new HashMap<>();
    query.accept(
        new Items() {
          @Override
          void item(SqlWithItem item) {
            positions.put(item.name.getSimple(), FrontEndErrors.position(item.name));
          }
        });
    return positions;
  }

  /// Lets columns be NULL in rounds that are not in the first query, from which Calcite takes all
  /// types: it gets a row of NULLs that never is. Changes the tree that it is given.
  public static void prepare(SqlNode query) {
    query.accept(
        new Items() {
          @Override
          void item(SqlWithItem item) {
            if (item.query instanceof SqlBasicCall union && union.getKind() == SqlKind.UNION) {
              int columns = columns(item, union.operand(0));
              growing(union.operand(0));
              if (columns > 0) {
                union.setOperand(0, withNulls(union.operand(0), columns));
              }
            }
          }
        });
  }

  /// A text that is written in the first query may become longer in rounds.
  private static void growing(SqlNode first) {
    if (first instanceof SqlSelect select) {
      SqlNodeList items = select.getSelectList();
      for (int i = 0; i < items.size(); i++) {
        SqlNode item = items.get(i);
        if (item.getKind() == SqlKind.AS) {
          SqlBasicCall as = (SqlBasicCall) item;
          as.setOperand(0, asText(as.operand(0)));
        } else {
          items.set(i, asText(item));
        }
      }
    } else if (first instanceof SqlBasicCall call
        && (call.getKind() == SqlKind.VALUES || call.getKind() == SqlKind.ROW)) {
      for (int i = 0; i < call.operandCount(); i++) {
        growing(call.operand(i));
        call.setOperand(i, asText(call.operand(i)));
      }
    }
  }

  private static SqlNode asText(SqlNode value) {
    SqlParserPos position = value.getParserPosition();
    return value instanceof SqlLiteral literal
            && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
        ? SqlStdOperatorTable.CAST.createCall(
            position,
            value,
            new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position), position))
        : value;
  }

  /// How many columns the first query has, 0 if that cannot be seen.
  private static int columns(SqlWithItem item, SqlNode first) {
    if (item.columnList != null) {
      return item.columnList.size();
    }
    SqlNode leftmost = first;
    while (leftmost instanceof SqlBasicCall call && SqlKind.SET_QUERY.contains(call.getKind())) {
      leftmost = call.operand(0);
    }
    return switch (leftmost) {
      case SqlSelect select
          when select.getSelectList().stream().noneMatch(RecursiveQueries::isStar) ->
          select.getSelectList().size();
      default -> 0;
    };
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name
        ? name.isStar()
        : !(item instanceof SqlCall) && !(item instanceof SqlLiteral);
  }

  private static SqlNode withNulls(SqlNode first, int columns) {
    SqlParserPos position = first.getParserPosition();
    List<SqlNode> nulls = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      nulls.add(SqlLiteral.createNull(position));
    }
    SqlNode one =
        SqlStdOperatorTable.VALUES.createCall(
            position,
            SqlStdOperatorTable.ROW.createCall(
                position, SqlLiteral.createExactNumeric("0", position)));
    SqlNode never = PlainSelect.of(nulls, one, SqlLiteral.createBoolean(false, position), position);
    return SqlStdOperatorTable.UNION_ALL.createCall(position, first, never);
  }

  /// Visits the queries of WITH RECURSIVE.
  private abstract static class Items extends SqlBasicVisitor<@Nullable Void> {
    abstract void item(SqlWithItem item);

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call instanceof SqlWith with) {
        for (SqlNode node : with.withList) {
          SqlWithItem item = (SqlWithItem) node;
          if (item.recursive.booleanValue()) {
            item(item);
          }
        }
      }
      return super.visit(call);
    }
  }
}
