package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.Unnest;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import io.velostream.sql.validate.UserTableOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/// Table functions of the program and UNNEST, alone and for each row of a table (LATERAL).
final class LowerTableFunction {
  private LowerTableFunction() {}

  /// A function and its arguments.
  private record Call(TableFunction function, List<RexNode> arguments, SourcePosition position) {}

  /// `TABLE(f(1))`, `UNNEST(ARRAY[1, 2])`: for one row that nothing is read of.
  static PlanNode alone(RelNode node, Lowering lowering) {
    Optional<Uncollect> query = ofQuery(node);
    if (query.isPresent()) {
      return ofQuery(query.get(), node.getRowType(), lowering);
    }
    Schema schema = new Schema(List.of(new Field("$row", DataType.BIGINT, false)));
    Expression.Literal zero = new Expression.Literal(0L, DataType.BIGINT);
    PlanNode row = new LeafNode.Values(List.of(List.of(zero)), schema);
    Call call = call(node).orElseThrow(LowerTableFunction::refused);
    return call(row, 0, call, false, node.getRowType(), lowering);
  }

  /// `t, LATERAL TABLE(f(t.x))`.
  static PlanNode lateral(Correlate correlate, Lowering lowering) {
    return lateral(
        correlate, correlate.getLeft(), correlate.getRight(), correlate.getJoinType(), lowering);
  }

  /// Whether a join is with a table function, for each row.
  static boolean applies(Join join) {
    return join.getCondition().isAlwaysTrue() && call(join.getRight()).isPresent();
  }

  /// The same with arguments that do not depend on the table.
  static PlanNode lateral(Join join, Lowering lowering) {
    return lateral(join, join.getLeft(), join.getRight(), join.getJoinType(), lowering);
  }

  private static PlanNode lateral(
      RelNode node, RelNode left, RelNode right, JoinRelType type, Lowering lowering) {
    boolean outer = type == JoinRelType.LEFT;
    if (!outer && type != JoinRelType.INNER) {
      throw refused();
    }
    Call call = call(right).orElseThrow(LowerTableFunction::refused);
    PlanNode input = lowering.lower(left);
    return call(input, input.schema().size(), call, outer, node.getRowType(), lowering);
  }

  /// `UNNEST(SELECT a FROM t)`: what is to be unnested are the rows of a query.
  private static Optional<Uncollect> ofQuery(RelNode node) {
    return switch (node) {
      case Uncollect uncollect when call(uncollect).isEmpty() -> Optional.of(uncollect);
      case Project project
          when RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType()) ->
          ofQuery(project.getInput());
      default -> Optional.empty();
    };
  }

  private static PlanNode ofQuery(Uncollect uncollect, RelDataType row, Lowering lowering) {
    PlanNode input = lowering.lower(uncollect.getInput());
    List<RexNode> columns = new ArrayList<>();
    uncollect
        .getInput()
        .getRowType()
        .getFieldList()
        .forEach(field -> columns.add(new RexInputRef(field.getIndex(), field.getType())));
    return call(input, 0, unnest(uncollect, columns), false, row, lowering);
  }

  private static Optional<Call> call(RelNode node) {
    return switch (node) {
      case TableFunctionScan scan
          when scan.getCall() instanceof RexCall call
              && call.getOperator() instanceof UserTableOperator operator ->
          Optional.of(
              new Call(
                  operator.function(),
                  call.getOperands(),
                  FrontEndErrors.position(call.getParserPosition())));
      case Uncollect uncollect
          when uncollect.getInput() instanceof Project project
              && project.getInput() instanceof Values ->
          Optional.of(unnest(uncollect, project.getProjects()));
      // Names given with AS.
      case Project project
          when RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType()) ->
          call(project.getInput());
      default -> Optional.empty();
    };
  }

  private static Call unnest(Uncollect uncollect, List<RexNode> arguments) {
    List<DataType> types = arguments.stream().map(a -> Types.fromCalcite(a.getType())).toList();
    TableFunction function =
        new TableFunction(
            "UNNEST",
            types,
            Types.schema(uncollect.getRowType()),
            new Unnest(types, uncollect.withOrdinality));
    return new Call(function, arguments, SourcePosition.NONE);
  }

  private static UserException refused() {
    return FrontEndErrors.notSupported(
        "a join of this form is",
        SourcePosition.NONE,
        "there are t, LATERAL TABLE(f(t.x)) and t CROSS JOIN UNNEST(t.a), also with LEFT JOIN … ON"
            + " TRUE");
  }

  private static PlanNode call(
      PlanNode input, int passed, Call call, boolean outer, RelDataType row, Lowering lowering) {
    List<Expression> outputs = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < passed; i++) {
      Field field = input.schema().field(i);
      outputs.add(new Expression.Column(i, field.type(), field.nullable()));
      fields.add(field);
    }
    for (int i = 0; i < call.arguments.size(); i++) {
      RexNode argument = call.arguments.get(i).accept(new OfInput());
      DataType type = call.function.parameters().get(i);
      outputs.add(ExpressionBinder.castTo(lowering.binder().bind(argument), type, call.position));
      fields.add(Field.of("$argument" + i, type));
    }
    if (outputs.isEmpty()) {
      outputs.add(new Expression.Column(0, DataType.BIGINT, false));
      fields.add(input.schema().field(0));
    }
    PlanNode computed = new RowNode.Calc(input, null, outputs, new Schema(fields));
    return new RowNode.TableFunctionCall(
        computed,
        new TableFunction.Call(call.function, call.position),
        IntStream.range(passed, passed + call.arguments.size()).boxed().toList(),
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
