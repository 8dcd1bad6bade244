package io.velostream.sql.match;

import io.velostream.columnar.error.UserException;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// Takes the variables off the columns of an expression, all of which must be of the same ones.
final class ColumnReader extends SqlShuttle {
  private final MatchVariables variables;
  private final SqlValidator validator;
  private final Set<Set<Integer>> found = new HashSet<>();

  ColumnReader(MatchVariables variables, SqlValidator validator) {
    this.variables = variables;
    this.validator = validator;
  }

  /// The expression over the columns of one row.
  SqlNode read(SqlNode expression) {
    SqlNode result = expression.accept(this);
    return result == null ? expression : result;
  }

  /// The aggregate over the columns of rows. `COUNT(A.*)` counts rows.
  SqlNode readAggregate(SqlCall call) {
    if (call.getKind() == SqlKind.COUNT
        && call.operandCount() == 1
        && call.operand(0) instanceof SqlIdentifier star
        && star.isStar()) {
      if (star.names.size() > 1) {
        found.add(variables.variable(star));
      }
      return call.getOperator()
          .createCall(
              call.getFunctionQuantifier(),
              call.getParserPosition(),
              SqlIdentifier.star(star.getParserPosition()));
    }
    if (call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP) {
      SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
      operands[0] = readAggregate((SqlCall) operands[0]);
      for (int i = 1; i < operands.length; i++) {
        operands[i] = read(operands[i]);
      }
      return call.getOperator().createCall(call.getParserPosition(), operands);
    }
    SqlNode result = super.visit(call);
    return result == null ? call : result;
  }

  /// The variables of all columns.
  Set<Integer> variables(SqlNode at) {
    if (found.size() == 1) {
      return found.iterator().next();
    }
    throw FrontEndErrors.invalid(
        found.isEmpty() ? "there is no column whose row is meant" : "columns of several variables",
        FrontEndErrors.position(at),
        "FIRST, LAST, PREV and NEXT take an expression over columns of one variable:"
            + " LAST(A.x + A.y)");
  }

  /// The variables of all columns; none means all rows.
  Set<Integer> variablesOfAggregate(SqlNode at) {
    if (found.size() > 1) {
      throw FrontEndErrors.invalid(
          "an aggregate over columns of several variables",
          FrontEndErrors.position(at),
          "name them together: SUBSET u = (a, b), then SUM(u.x)");
    }
    return found.isEmpty() ? Set.of() : found.iterator().next();
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    if (validator.makeNullaryCall(identifier) != null || identifier.isStar()) {
      return identifier;
    }
    Set<Integer> of = identifier.names.size() > 1 ? variables.find(identifier) : null;
    found.add(of == null ? Set.of() : of);
    // A name before the column that is no variable is that of the table.
    return of == null
        ? variables.withoutTable(identifier)
        : identifier.getComponent(1, identifier.names.size());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlKind kind = call.getKind();
    switch (kind) {
      case FIRST, LAST, PREV, NEXT, CLASSIFIER, MATCH_NUMBER, FINAL, RUNNING ->
          throw nested(call);
      default -> {
        if (SqlKind.QUERY.contains(kind)) {
          throw FrontEndErrors.notSupported(
              "a subquery in MATCH_RECOGNIZE is",
              FrontEndErrors.position(call),
              "join before, and look at the column");
        }
        if (call.getOperator().isAggregator()) {
          throw nested(call);
        }
        return super.visit(call);
      }
    }
  }

  private static UserException nested(SqlCall call) {
    return FrontEndErrors.invalid(
        call.getOperator().getName() + " inside of FIRST, LAST, PREV, NEXT or an aggregate",
        FrontEndErrors.position(call),
        "PREV(LAST(A.x, 1), 2) and LAST(CLASSIFIER()) are allowed, and columns of one variable");
  }
}
