package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.optimize.PlanNodes;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/// WITH RECURSIVE. What a round reads besides the rows of the round before is computed outside of
/// it, by operators like any other; only what depends on these rows is in the round.
final class LowerRecursion {
  private final Lowering lowering;
  private final List<PlanNode> inputs = new ArrayList<>();

  private LowerRecursion(Lowering lowering) {
    this.lowering = lowering;
  }

  static PlanNode lower(RepeatUnion union, Lowering lowering) {
    return new LowerRecursion(lowering).lower(union);
  }

  private PlanNode lower(RepeatUnion union) {
    String name = name(union);
    SourcePosition position = lowering.recursiveQuery(name);
    Schema schema = schema(union, position);
    inputs.add(LowerUnion.as(withoutNever(lowering.lower(union.getSeedRel())), schema));
    Lowering inside = lowering.ofRound(name, schema);
    PlanNode body = LowerUnion.as(inside.lower(union.getIterativeRel()), schema);
    PlanNode round = cut(body, name, position);
    boolean atEnd =
        switch (lowering.emission()) {
          case DEFAULT -> inputs.stream().allMatch(PlanNode::isBounded);
          case CHANGES -> false;
          case FINAL -> true;
        };
    return new CombineNode.Recursion(name, inputs, round, union.all, atEnd, position, schema);
  }

  /// The first query without the row that never is, which has made its columns ones that can be
  /// NULL.
  private static PlanNode withoutNever(PlanNode first) {
    if (!(first instanceof CombineNode.UnionAll union)) {
      return first;
    }
    List<PlanNode> inputs = union.inputs().stream().filter(input -> !isNever(input)).toList();
    return inputs.size() == 1
        ? inputs.getFirst()
        : new CombineNode.UnionAll(inputs, union.schema());
  }

  private static boolean isNever(PlanNode node) {
    return node instanceof RowNode.Calc calc
        && (calc.filter() instanceof Expression.Literal filter && Objects.equals(filter.value(), 0L)
            || isNever(calc.input()));
  }

  private static String name(RepeatUnion union) {
    List<String> names = union.getTransientTable().getQualifiedName();
    return names.getLast();
  }

  /// The rows of the round before.
  static PlanNode roundBefore(TableScan scan, Lowering lowering) {
    String name = scan.getTable().getQualifiedName().getLast();
    return new LeafNode.RoundInput(0, true, lowering.roundSchema(name));
  }

  /// The columns are those of the first query, as they are for the rows of a round.
  private static Schema schema(RepeatUnion union, SourcePosition position) {
    Schema all = Types.schema(union.getRowType());
    Schema first = Types.schema(union.getSeedRel().getRowType());
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      DataType from = first.type(i);
      DataType to = all.type(i);
      if (!from.equals(to) && !isSame(from, to)) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH,
            "the column '%s' is %s in the first query, but the rounds make it %s"
                .formatted(all.field(i).name(), from.sql(), to.sql()),
            position,
            "cast it in the first query: CAST(… AS " + to.sql() + ")");
      }
      DataType type = to instanceof DataType.Integral ? from : to;
      fields.add(new Field(all.field(i).name(), type, all.field(i).nullable()));
    }
    return new Schema(fields);
  }

  /// Whether values of both types are computed with alike, but for their range.
  private static boolean isSame(DataType from, DataType to) {
    return from instanceof DataType.Integral && to instanceof DataType.Integral
        || from instanceof DataType.Varchar && to instanceof DataType.Varchar;
  }

  /// The round, its own parts replaced by inputs where they do not depend on the round before.
  private PlanNode cut(PlanNode node, String name, SourcePosition position) {
    if (!dependsOnRound(node)) {
      inputs.add(node);
      return new LeafNode.RoundInput(inputs.size() - 1, node.retracts(), node.schema());
    }
    String refused = refused(node);
    if (refused != null) {
      throw FrontEndErrors.notSupported(
          refused + " over the rows of the recursive query '" + name + "' inside of it is",
          position,
          "use it in the query that reads '" + name + "'");
    }
    List<PlanNode> parts = node.inputs().stream().map(input -> cut(input, name, position)).toList();
    return PlanNodes.withInputs(node, parts);
  }

  private static boolean dependsOnRound(PlanNode node) {
    return node instanceof LeafNode.RoundInput round && round.index() == 0
        || node.inputs().stream().anyMatch(LowerRecursion::dependsOnRound);
  }

  /// What waits for the end of the input or for event time has no place in a round.
  private static @Nullable String refused(PlanNode node) {
    return switch (node) {
      case OrderNode.Over _ -> "OVER";
      case OrderNode.Match _ -> "MATCH_RECOGNIZE";
      case CombineNode.AsofJoin _ -> "ASOF JOIN";
      case RowNode.LookupJoin _ -> "a lookup join";
      case OrderNode.Sort _ -> "ORDER BY or LIMIT";
      case RowNode.WindowAssign _, RowNode.Watermark _, GroupNode.WindowAggregate _ ->
          "a window of event time";
      case HoldNode _ -> "EMIT";
      case CombineNode.Recursion _ -> "another recursive query";
      case LeafNode _,
          RowNode.Calc _,
          RowNode.Expand _,
          RowNode.TableFunctionCall _,
          GroupNode.Aggregate _,
          OrderNode.TopN _,
          CombineNode.Join _,
          CombineNode.SetOperation _,
          CombineNode.UnionAll _ ->
          null;
    };
  }
}
