package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.user.TableFunction;
import io.velostream.plan.PlanNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import io.velostream.sql.validate.UserTableOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/// Table functions of the program, alone and for each row of a table (LATERAL).
final class LowerTableFunction {
  private LowerTableFunction() {}

  /// `TABLE(f(1))`: for one row that nothing is read of.
  static PlanNode alone(TableFunctionScan scan, UserTableOperator operator, Lowering lowering) {
    Schema schema = new Schema(List.of(new Field("$row", DataType.BIGINT, false)));
    Expression.Literal zero = new Expression.Literal(0L, DataType.BIGINT);
    PlanNode row = new PlanNode.Values(List.of(List.of(zero)), schema);
    return call(row, 0, scan, operator, false, scan.getRowType(), lowering);
  }

  /// `t, LATERAL TABLE(f(t.x))`.
  static PlanNode lateral(Correlate correlate, Lowering lowering) {
    return lateral(
        correlate, correlate.getLeft(), correlate.getRight(), correlate.getJoinType(), lowering);
  }

  /// The same with arguments that do not depend on the table.
  static PlanNode lateral(Join join, Lowering lowering) {
    if (!join.getCondition().isAlwaysTrue()) {
      throw refused();
    }
    return lateral(join, join.getLeft(), join.getRight(), join.getJoinType(), lowering);
  }

  private static PlanNode lateral(
      RelNode node, RelNode left, RelNode right, JoinRelType type, Lowering lowering) {
    boolean outer = type == JoinRelType.LEFT;
    if (right instanceof TableFunctionScan scan
        && ((RexCall) scan.getCall()).getOperator() instanceof UserTableOperator operator
        && (outer || type == JoinRelType.INNER)) {
      PlanNode input = lowering.lower(left);
      int passed = input.schema().size();
      return call(input, passed, scan, operator, outer, node.getRowType(), lowering);
    }
    throw refused();
  }

  private static UserException refused() {
    return FrontEndErrors.notSupported(
        "a join of this form is",
        SourcePosition.NONE,
        "there is t, LATERAL TABLE(f(t.x)) and t LEFT JOIN LATERAL TABLE(f(t.x)) ON TRUE");
  }

  private static PlanNode call(
      PlanNode input,
      int passed,
      TableFunctionScan scan,
      UserTableOperator operator,
      boolean outer,
      RelDataType row,
      Lowering lowering) {
    RexCall call = (RexCall) scan.getCall();
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    TableFunction function = operator.function();
    List<Expression> outputs = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < passed; i++) {
      Field field = input.schema().field(i);
      outputs.add(new Expression.Column(i, field.type(), field.nullable()));
      fields.add(field);
    }
    for (int i = 0; i < call.getOperands().size(); i++) {
      RexNode argument = call.getOperands().get(i).accept(new OfInput());
      DataType type = function.parameters().get(i);
      outputs.add(ExpressionBinder.castTo(lowering.binder().bind(argument), type, position));
      fields.add(Field.of("$argument" + i, type));
    }
    if (outputs.isEmpty()) {
      outputs.add(new Expression.Column(0, DataType.BIGINT, false));
      fields.add(input.schema().field(0));
    }
    PlanNode computed = new PlanNode.Calc(input, null, outputs, new Schema(fields));
    return new PlanNode.TableFunctionCall(
        computed,
        new TableFunction.Call(function, position),
        IntStream.range(passed, passed + call.getOperands().size()).boxed().toList(),
        IntStream.range(0, passed).boxed().toList(),
        outer,
        Types.schema(row));
  }

  /// Fields of the row at hand as columns of the input.
  private static final class OfInput extends RexShuttle {
    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable
          ? new RexInputRef(access.getField().getIndex(), access.getType())
          : super.visitFieldAccess(access);
    }
  }
}
