package io.velostream.sql.rewrite;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.retain.StateHints;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Refuses what Calcite would let pass, while its place is still known: SQL that is valid but that
/// no operator computes yet, and values cut short.
public final class UnsupportedConstructs {
  /// Functions that give what cannot be given again, as retractions and replays must. Functions of
  /// other systems that take a function.
  private static final Set<String> TAKE_LAMBDAS =
      Set.of(
          "LIST_APPLY",
          "LIST_REDUCE",
          "REDUCE");

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

  private static final class Checker extends SqlBasicVisitor<@Nullable Void> {
    /// Whether the tree is an expression that no query is around.
    private final boolean alone;

    Checker(boolean alone) {
      this.alone = alone;
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
          part(order.orderList);
          part(order.offset);
          part(order.fetch);
        }
        case SqlWith with -> {
          for (SqlNode item : with.withList) {
            ((SqlWithItem) item).query.accept(this);
          }
          with.body.accept(this);
        }
        default -> super.visit(call);
      }
      return null;
    }

    private void select(SqlSelect select) {
      SqlNodeList hints = select.getHints();
      if (hints != null) {
        for (SqlNode hint : hints) {
          if (!StateHints.isLifetime(hint)) {
            throw refuse(
                "a hint at SELECT other than STATE_TTL is",
                hint,
                "leave it out: it would have no effect");
          }
        }
      }
      part(select.getSelectList());
      part(select.getFrom());
      part(select.getWhere());
      part(select.getGroup());
      part(select.getHaving());
      part(select.getQualify());
      part(select.getWindowList());
      part(select.getOrderList());
    }

    private void part(@Nullable SqlNode node) {
      if (node != null) {
        node.accept(this);
      }
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
      throw FrontEndErrors.notSupported(
          "a parameter is", FrontEndErrors.position(parameter), "write the value");
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
      if (!ShortForms.isJson(type)) {
        DeclaredTypes.check(type);
      }
      return null;
    }

    private @Nullable UserException refusal(SqlCall call) {
      SqlKind kind = call.getKind();
      if (alone && SqlKind.QUERY.contains(kind)) {
        return refuse(
            "a query in an expression of a definition is",
            call,
            "an expression of a table reads the columns of its row; join in a query or a view");
      }
      if (!(call instanceof SqlSelect) && !(call instanceof SqlOrderBy)) {
        for (SqlNode operand : call.getOperandList()) {
          if (operand instanceof SqlNodeList list && list.stream().anyMatch(Checker::isAll)) {
            return refuse(
                "ORDER BY ALL inside of a window or a function is", call, "name the columns");
          }
        }
      }
      return switch (kind) {
        case TABLE_REF ->
            refuse(
                "a hint at a named table is",
                call,
                "its options stand in its definition, WITH ('option' = 'value'); a file that is"
                    + " read by its path takes a hint");
        case TABLESAMPLE -> refuse("TABLESAMPLE is", call, "filter the rows in WHERE");
        case OTHER_FUNCTION -> function(call);
        case SAFE_CAST ->
            call.operandCount() > 2 && call.operand(2) != null
                ? refuse(
                    "TRY_CAST with FORMAT is",
                    call,
                    "use TRY_TO_TIMESTAMP(text, pattern), or CAST with FORMAT")
                : null;
        case WITH_ITEM -> null;
        default -> null;
      };
    }

    private static boolean isAll(@Nullable SqlNode key) {
      return switch (key) {
        case SqlLiteral literal -> literal.getValue() == SqlSelectKeyword.ALL;
        case SqlCall call
            when call.getKind() == SqlKind.DESCENDING
                || call.getKind() == SqlKind.NULLS_FIRST
                || call.getKind() == SqlKind.NULLS_LAST ->
            isAll(call.operand(0));
        case null, default -> false;
      };
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
      if (TAKE_LAMBDAS.contains(name)
          && call.getOperandList().stream().anyMatch(Checker::isLambda)) {
        return refuse(
            "a lambda is", call, "CROSS JOIN UNNEST(array) AS t (x) gives each element a row");
      }
      return null;
    }

    /// `x -> f(x)`; what the arrow leads to in JSON is a constant as a rule.
    private static boolean isLambda(SqlNode argument) {
      return argument instanceof SqlCall arrow
          && arrow.getOperator().getName().equals("JSON_GET")
          && arrow.operand(0) instanceof SqlIdentifier
          && arrow.operand(1) instanceof SqlCall;
    }

    private static UserException refuse(String what, SqlNode at, String hint) {
      SourcePosition position = FrontEndErrors.position(at);
      return FrontEndErrors.notSupported(what, position, hint);
    }
  }
}
