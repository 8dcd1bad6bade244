package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinKey;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.optimize.Expressions;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import io.velostream.sql.validate.VersionOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/// ASOF joins: equalities of a value of each input are the keys, and one comparison is the order.
/// Where that is [VersionOperator#AS_OF], right rows are versions, see [VersionRules].
final class LowerAsofJoin {
  private final Lowering lowering;
  private final JoinInput left;
  private final JoinInput right;
  private final List<JoinKey> keys = new ArrayList<>();

  private LowerAsofJoin(AsofJoin join, Lowering lowering) {
    this.lowering = lowering;
    this.left = new JoinInput(lowering.lower(join.getLeft()));
    this.right = new JoinInput(lowering.lower(join.getRight()));
  }

  static PlanNode lower(AsofJoin join, Lowering lowering) {
    LowerAsofJoin lower = new LowerAsofJoin(join, lowering);
    for (RexNode equality : RelOptUtil.conjunctions(join.getCondition())) {
      Sides sides = lower.sides(equality);
      if (!sides.operator.equals("=")) {
        throw notAComparison();
      }
      lower.keys.add(new JoinKey(sides.left, sides.right, false));
    }
    RexNode match = join.getMatchCondition();
    boolean outer = join.getJoinType() == JoinRelType.LEFT_ASOF;
    Schema schema = Types.schema(join.getRowType());
    if (match instanceof RexCall call && call.getOperator().equals(VersionOperator.AS_OF)) {
      return lower.versions(call, join.getRight(), outer, schema);
    }
    return lower.finish(lower.sides(match), outer, schema);
  }

  private PlanNode versions(RexCall asOf, RelNode relation, boolean outer, Schema schema) {
    VersionRules rules = new VersionRules(left.input(), right.input(), relation, asOf);
    rules.check(keys.stream().map(key -> right.value(key.right())).toList());
    return finish(new Sides(rules.leftTime(), ">=", rules.rightTime()), outer, schema);
  }

  /// `left <operator> right`, columns of the inputs.
  private record Sides(int left, String operator, int right) {}

  private Sides sides(RexNode comparison) {
    if (!(lowering.binder().bind(comparison) instanceof Expression.Call call)
        || call.operands().size() != 2) {
      throw notAComparison();
    }
    Expression a = call.operands().get(0);
    Expression b = call.operands().get(1);
    String operator = call.function().name();
    boolean inOrder = isOfLeft(a);
    Expression ofLeft = inOrder ? a : b;
    Expression ofRight = inOrder ? b : a;
    if (!isOfLeft(ofLeft) || isOfLeft(ofRight) || !a.type().equals(b.type())) {
      throw notAComparison();
    }
    Expression shifted =
        Expressions.replaceColumns(
            ofRight,
            column ->
                new Expression.Column(
                    column.index() - left.size(), column.type(), column.nullable()));
    return new Sides(
        left.column(ofLeft), inOrder ? operator : turned(operator), right.column(shifted));
  }

  private static String turned(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  /// Whether a value depends on columns of the left input alone.
  private boolean isOfLeft(Expression value) {
    List<Integer> columns = new ArrayList<>();
    Expressions.forEachColumn(value, columns::add);
    return !columns.isEmpty() && columns.stream().allMatch(c -> c < left.size());
  }

  private static RuntimeException notAComparison() {
    return FrontEndErrors.notSupported(
        "such a condition of ASOF JOIN is",
        SourcePosition.NONE,
        "compare columns of both tables, as in ON a.k = b.k AND a.ts >= b.ts");
  }

  private PlanNode finish(Sides match, boolean outer, Schema schema) {
    boolean following = match.operator.startsWith("<");
    if (!following && !match.operator.startsWith(">")) {
      throw notAComparison();
    }
    PlanNode leftNode = left.node();
    PlanNode rightNode = right.node();
    boolean timed =
        !following
            && !leftNode.retracts()
            && !rightNode.retracts()
            && EventTimeColumns.of(leftNode).get(match.left).ordersRows()
            && EventTimeColumns.of(rightNode).get(match.right).ordersRows();
    List<Integer> wanted = new ArrayList<>(IntStream.range(0, left.size()).boxed().toList());
    IntStream.range(0, right.size()).forEach(i -> wanted.add(left.width() + i));
    List<Field> fields = new ArrayList<>(schema.fields().subList(0, left.size()));
    fields.addAll(left.computed());
    fields.addAll(schema.fields().subList(left.size(), schema.size()));
    fields.addAll(right.computed());
    Schema joined = new Schema(fields);
    PlanNode join =
        new CombineNode.AsofJoin(
            leftNode,
            rightNode,
            keys,
            match.left,
            match.right,
            following,
            match.operator.length() == 1,
            outer,
            !rightNode.retracts(),
            timed,
            joined);
    return joined.size() == schema.size()
        ? join
        : new RowNode.Calc(join, null, Columns.of(joined, wanted), schema);
  }
}
