package io.velostream.sql.rewrite;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Refuses what Calcite would let pass, while its place is still known: SQL that is valid but that
/// no operator computes yet, and values cut short.
public final class UnsupportedConstructs {
  /// Functions that give what cannot be given again, as retractions and replays must.
  private static final Set<String> RANDOM_FUNCTIONS =
      Set.of("RAND", "RANDOM", "RAND_INTEGER", "GEN_RANDOM_UUID", "UUIDV4", "UUIDV7");

  private UnsupportedConstructs() {}

  /// The name of what INSERT writes to.
  ///
  /// @throws UserException when there is more than a name
  public static SqlIdentifier target(SqlInsert insert) {
    SqlNode target = insert.getTargetTable();
    boolean plain =
        !(target instanceof FileTable file) || FileTable.options(file.reference()).isEmpty();
    if (plain && target instanceof SqlIdentifier name) {
      return name;
    }
    throw FrontEndErrors.notSupported(
        "a hint at what is written is",
        FrontEndErrors.position(target),
        "define the table: CREATE TABLE … WITH ('connector' = 'file', 'path' = '…', …)");
  }

  /// @throws UserException at the first construct that cannot run
  public static void check(SqlNode query) {
    query.accept(new Checker(false));
  }

  /// As [#check], for an expression outside of a query: it cannot read tables.
  public static void checkExpression(SqlNode expression) {
    expression.accept(new Checker(true));
  }

  /// Visits a tree; within an expression a query is a subquery.
  private static final class Checker extends SqlBasicVisitor<@Nullable Void> {
    private final boolean inExpression;

    Checker(boolean inExpression) {
      this.inExpression = inExpression;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      UserException error = refusal(call);
      if (error != null) {
        throw error;
      }
      switch (call) {
        case SqlSelect select -> select(select);
        case SqlOrderBy order -> {
          order.query.accept(this);
          expression(order.orderList);
          expression(order.offset);
          expression(order.fetch);
        }
        case SqlWith with -> {
          for (SqlNode item : with.withList) {
            ((SqlWithItem) item).query.accept(new Checker(false));
          }
          with.body.accept(this);
        }
        default -> super.visit(call);
      }
      return null;
    }

    private void select(SqlSelect select) {
      SqlNodeList hints = select.getHints();
      if (hints != null && !hints.isEmpty()) {
        throw refuse("a hint at SELECT is", hints.get(0), "leave it out: it would have no effect");
      }
      expression(select.getSelectList());
      if (select.getFrom() != null) {
        select.getFrom().accept(new Checker(false));
      }
      expression(select.getWhere());
      expression(select.getGroup());
      expression(select.getHaving());
      expression(select.getQualify());
      expression(select.getWindowList());
      expression(select.getOrderList());
    }

    private static void expression(@Nullable SqlNode node) {
      if (node != null) {
        node.accept(new Checker(true));
      }
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
      throw FrontEndErrors.notSupported(
          "a parameter is", FrontEndErrors.position(parameter), "write the value");
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
      DeclaredTypes.check(type);
      return null;
    }

    private @Nullable UserException refusal(SqlCall call) {
      SqlKind kind = call.getKind();
      if (inExpression && SqlKind.QUERY.contains(kind)) {
        return refuse(
            "a subquery in an expression is", call, "put it into FROM, or compute it first");
      }
      return switch (kind) {
        case JOIN -> join((SqlJoin) call);
        case INTERSECT -> refuse("INTERSECT is", call, "there is UNION ALL and DISTINCT");
        case EXCEPT -> refuse("EXCEPT is", call, "there is UNION ALL and DISTINCT");
        case MATCH_RECOGNIZE -> refuse("MATCH_RECOGNIZE is", call, "see LAG and LEAD with OVER");
        case UNNEST ->
            call.operandCount() == 1
                ? null
                : refuse("UNNEST of several values is", call, "unnest one array or map at a time");
        case LATERAL ->
            isTableFunction(call)
                ? null
                : refuse("LATERAL of a query is", call, "compute the columns in a subquery");
        case TABLE_REF ->
            refuse(
                "a hint at a named table is",
                call,
                "its options stand in its definition, WITH ('option' = 'value'); a file that is"
                    + " read by its path takes a hint");
        case TABLESAMPLE -> refuse("TABLESAMPLE is", call, "filter the rows in WHERE");
        case COLLECT -> collect(call);
        case OTHER_FUNCTION -> function(call);
        case SNAPSHOT -> refuse("FOR SYSTEM_TIME AS OF is", call, "joins are not supported yet");
        case SAFE_CAST ->
            call.operandCount() > 2 && call.operand(2) != null
                ? refuse(
                    "TRY_CAST with FORMAT is",
                    call,
                    "use TRY_TO_TIMESTAMP(text, pattern), or CAST with FORMAT")
                : null;
        case WITHIN_DISTINCT ->
            refuse("WITHIN DISTINCT is", call, "use DISTINCT, or group in a subquery first");
        case EXISTS -> refuse("EXISTS is", call, "joins and subqueries are not supported yet");
        case UNIQUE -> refuse("UNIQUE is", call, "count the rows of each value");
        case IN, NOT_IN ->
            call.operand(1) instanceof SqlNodeList
                ? null
                : refuse("IN with a subquery is", call, "list the values");
        case WITH_ITEM -> null;
        case WITH -> recursive((SqlWith) call);
        default -> null;
      };
    }

    private static @Nullable UserException recursive(SqlWith with) {
      for (SqlNode item : with.withList) {
        if (((SqlWithItem) item).recursive.booleanValue()) {
          return refuse("WITH RECURSIVE is", item, "write the steps out");
        }
      }
      return null;
    }

    private static UserException collect(SqlCall call) {
      return refuse("COLLECT is", call, "ARRAY_AGG gives an array");
    }

    private static @Nullable UserException function(SqlCall call) {
      String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
      boolean random =
          name.equals("UUID") ? call.operandCount() == 0 : RANDOM_FUNCTIONS.contains(name);
      if (random) {
        return new UserException(
            ErrorCode.NOT_SUPPORTED,
            name
                + " is not there: it would give another value when a row is taken back or read"
                + " again",
            FrontEndErrors.position(call),
            name.contains("UUID")
                ? "UUID(key) makes one from a value that tells the row from others, always the same"
                : "HASH(key) makes a number from a value that tells the row from others");
      }
      return name.equals("COLLECT") ? collect(call) : null;
    }

    /// A table function for each row of what stands to its left.
    private static @Nullable UserException join(SqlJoin join) {
      boolean all =
          join.getConditionType() == JoinConditionType.NONE
              || (join.getCondition() instanceof SqlLiteral literal
                  && Boolean.TRUE.equals(literal.getValue()));
      boolean kept =
          switch (join.getJoinType()) {
            case COMMA, CROSS, INNER, LEFT -> true;
            default -> false;
          };
      if (all && kept && !join.isNatural() && isTableFunction(join.getRight())) {
        return null;
      }
      return refuse(
          "a join is", join.getRight(), "read one table, or UNION ALL several of one shape");
    }

    /// `LATERAL TABLE(f(x))`, `TABLE(f(x))` or `UNNEST(a)`, with or without a name.
    private static boolean isTableFunction(SqlNode node) {
      return switch (node.getKind()) {
        case AS, LATERAL -> isTableFunction(((SqlCall) node).operand(0));
        case COLLECTION_TABLE, UNNEST -> true;
        default -> false;
      };
    }

    private static UserException refuse(String what, SqlNode at, String hint) {
      SourcePosition position = FrontEndErrors.position(at);
      return FrontEndErrors.notSupported(what, position, hint);
    }
  }
}
