package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.LambdaOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Lambdas, whose arrow the grammar takes for that of JSON, which binds more tightly than what
/// follows: `x -> x + 1` comes as `(x -> x) + 1`.
///
/// What a lambda takes from its row becomes an argument of the function and a parameter of the
/// lambda, so that nothing in it comes from outside: `ANY_MATCH(a, x -> x = t.v)` to
/// `ANY_MATCH(a, (x, $1) -> x = $1, t.v)`.
public final class Lambdas extends SqlShuttle {
  private Lambdas() {}

  /// The query with lambdas that stand for themselves.
  ///
  /// @throws io.velostream.columnar.error.UserException for a query in a lambda
  public static SqlNode rewrite(SqlNode query) {
    return changed(query, new Lambdas());
  }

  /// Whether the second argument of a call is a lambda.
  static boolean takesLambda(SqlCall call) {
    return call.operandCount() == 2
        && LambdaOperators.isName(call.getOperator().getName())
        && arrow(call.operand(1)) != null;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode inner = super.visit(call);
    return inner instanceof SqlCall changed && takesLambda(changed) ? closed(changed) : inner;
  }

  private static SqlNode closed(SqlCall call) {
    SqlNode lambda = call.operand(1);
    SqlCall arrow = arrow(lambda);
    if (arrow == null) {
      throw new IllegalStateException("no lambda");
    }
    SqlIdentifier parameter = arrow.operand(0);
    Capture capture = new Capture(parameter.getSimple());
    SqlNode body = changed(withoutArrow(lambda, arrow), capture);
    List<SqlNode> parameters = new ArrayList<>(List.of(parameter));
    parameters.addAll(capture.names);
    List<SqlNode> operands = new ArrayList<>(List.of(call.operand(0)));
    SqlParserPos position = lambda.getParserPosition();
    operands.add(new SqlLambda(position, new SqlNodeList(parameters, position), body));
    operands.addAll(capture.values);
    return Calls.of(call.getOperator().getName(), call.getParserPosition(), operands);
  }

  /// The arrow behind a name, which is the leftmost part of the argument.
  private static @Nullable SqlCall arrow(SqlNode node) {
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return null;
    }
    if (isArrow(call)
        && call.operand(0) instanceof SqlIdentifier name
        && name.isSimple()) {
      return call;
    }
    return call.operand(0) == null || call instanceof SqlSelect ? null : arrow(call.operand(0));
  }

  private static boolean isArrow(SqlCall call) {
    return call.getOperator().getName().equals("JSON_GET") && call.operandCount() == 2;
  }

  /// What the lambda gives: what stands right of the arrow, and further right.
  private static SqlNode withoutArrow(SqlNode node, SqlCall arrow) {
    if (node.equals(arrow)) {
      return arrow.operand(1);
    }
    SqlCall call = (SqlCall) node;
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    operands.set(0, withoutArrow(operands.getFirst(), arrow));
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static SqlNode changed(SqlNode node, SqlShuttle shuttle) {
    SqlNode changed = node.accept(shuttle);
    if (changed == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return changed;
  }

  /// Gives names to what a lambda takes from its row.
  private static final class Capture extends SqlShuttle {
    private final String parameter;
    private final List<SqlIdentifier> names = new ArrayList<>();
    private final List<SqlNode> values = new ArrayList<>();

    Capture(String parameter) {
      this.parameter = parameter;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (call instanceof SqlSelect) {
        throw FrontEndErrors.notSupported(
            "a query in a lambda is",
            FrontEndErrors.position(call),
            "CROSS JOIN UNNEST(array) AS t (x) gives each element a row");
      }
      // An inner lambda has got names for all that it takes.
      return call instanceof SqlLambda ? call : super.visit(call);
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
      if (identifier.names.getFirst().equalsIgnoreCase(parameter)) {
        return fields(identifier);
      }
      SqlParserPos position = identifier.getParserPosition();
      SqlIdentifier name = new SqlIdentifier("$" + (names.size() + 1), position);
      names.add(name);
      values.add(identifier);
      return name;
    }

    /// Fields of an element: what type it has is not known before the validator has seen all.
    private static SqlNode fields(SqlIdentifier name) {
      SqlParserPos position = name.getParserPosition();
      SqlNode access = name.getComponent(0);
      for (String field : name.names.subList(1, name.names.size())) {
        access =
            SqlStdOperatorTable.ITEM.createCall(
                position, access, SqlLiteral.createCharString(field, position));
      }
      return access;
    }
  }
}
