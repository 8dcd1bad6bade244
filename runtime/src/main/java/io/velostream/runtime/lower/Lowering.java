package io.velostream.runtime.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.expression.Program;
import io.velostream.operators.Operator;
import io.velostream.operators.calc.CalcOperator;
import io.velostream.operators.calc.ExpandOperator;
import io.velostream.operators.hold.HoldUntilFinal;
import io.velostream.operators.hold.Throttle;
import io.velostream.operators.recursion.Recursion;
import io.velostream.operators.recursion.RecursionSpec;
import io.velostream.operators.set.SetOperation;
import io.velostream.operators.set.SetRule;
import io.velostream.operators.table.TableFunctionOperator;
import io.velostream.operators.union.UnionAll;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.RecursionLimits;
import java.util.List;

/// The one switch from plan nodes to operators.
public final class Lowering {
  private Lowering() {}

  /// A new operator for a node. Leaves and watermarks are not operators: the pipeline drives them,
  /// and it is the one to open what rows are looked up in.
  public static Operator operator(PlanNode node, LoweringContext context) {
    return switch (node) {
      case RowNode.Calc calc -> calc(calc, context);
      case RowNode.Expand expand -> expand(expand, context);
      case RowNode.WindowAssign assign -> WindowAssignLowering.lower(assign, context);
      case RowNode.TableFunctionCall call ->
          new TableFunctionOperator(
              call.call(),
              lanes(call.input().schema()),
              call.arguments(),
              call.passed(),
              call.outer());
      case GroupNode.Aggregate aggregate -> AggregateLowering.lower(aggregate, context);
      case GroupNode.WindowAggregate aggregate -> WindowAggregateLowering.lower(aggregate, context);
      case OrderNode.Over over -> OverLowering.lower(over, context);
      case OrderNode.Match match -> MatchLowering.lower(match, context);
      case OrderNode.TopN top -> TopLowering.lower(top, context);
      case OrderNode.Sort sort -> SortLowering.lower(sort, context);
      case CombineNode.Join join -> JoinLowering.lower(join, context);
      case CombineNode.AsofJoin join -> AsofLowering.lower(join, context);
      case CombineNode.SetOperation operation ->
          new SetOperation(lanes(operation.schema()), rule(operation));
      case CombineNode.UnionAll _ -> new UnionAll();
      case CombineNode.Recursion recursion -> recursion(recursion, context);
      case HoldNode.HoldUntilFinal hold ->
          new HoldUntilFinal(
              lanes(hold.schema()), hold.timeColumn(), context.lateRows(hold.schema()));
      case HoldNode.Throttle throttle ->
          new Throttle(lanes(throttle.schema()), throttle.intervalMicros(), context.evaluation());
      case LeafNode _, RowNode.Watermark _, RowNode.LookupJoin _ ->
          throw new IllegalArgumentException("not an operator: " + node);
    };
  }

  /// The generator of a watermark node.
  public static WatermarkGenerator watermark(RowNode.Watermark node, LoweringContext context) {
    return WatermarkLowering.lower(node, context);
  }

  private static Operator calc(RowNode.Calc calc, LoweringContext context) {
    Program program = new Program(calc.input().schema().types(), calc.filter(), calc.outputs());
    return new CalcOperator(context.settings().evaluators().create(program), context.evaluation());
  }

  private static Operator expand(RowNode.Expand expand, LoweringContext context) {
    List<DataType> types = expand.input().schema().types();
    return new ExpandOperator(
        expand.outputs().stream()
            .map(row -> context.settings().evaluators().create(new Program(types, null, row)))
            .toList(),
        context.evaluation());
  }

  private static Operator recursion(CombineNode.Recursion recursion, LoweringContext context) {
    RecursionLimits limits = context.settings().recursion();
    RecursionSpec spec =
        new RecursionSpec(
            recursion.name(),
            lanes(recursion.schema()),
            recursion.all(),
            recursion.atEnd(),
            limits.rounds(),
            limits.rows(),
            recursion.position());
    return new Recursion(spec, new OperatorTree(recursion.round(), context));
  }

  private static SetRule rule(CombineNode.SetOperation operation) {
    return switch (operation.kind()) {
      case INTERSECT -> operation.all() ? SetRule.INTERSECT_ALL : SetRule.INTERSECT;
      case EXCEPT -> operation.all() ? SetRule.EXCEPT_ALL : SetRule.EXCEPT;
    };
  }

  static List<Lane> lanes(Schema schema) {
    return schema.types().stream().map(DataType::lane).toList();
  }
}
