package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinKey;
import io.velostream.plan.JoinKind;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.optimize.Expressions;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Joins of two inputs. Equalities between a value of the one and a value of the other become keys,
/// conditions on one input alone are met before the join where that is the same, and the rest is
/// for the pairs.
final class LowerJoin {
  private final Lowering lowering;
  private final JoinKind kind;
  private final JoinInput left;
  private final JoinInput right;
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();

  private LowerJoin(Join join, Lowering lowering) {
    this.lowering = lowering;
    this.kind = kind(join.getJoinType());
    this.left = new JoinInput(lowering.lower(join.getLeft()));
    this.right = new JoinInput(lowering.lower(join.getRight()));
  }

  static PlanNode lower(Join join, Lowering lowering) {
    LowerJoin lower = new LowerJoin(join, lowering);
    RelOptUtil.conjunctions(join.getCondition()).forEach(lower::add);
    return lower.finish(Types.schema(join.getRowType()));
  }

  private static JoinKind kind(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
      case ASOF, LEFT_ASOF -> throw new IllegalStateException("an ASOF join is a node of its own");
      case LEFT_MARK -> throw new IllegalStateException("no rule makes a mark join");
    };
  }

  private void add(RexNode conjunct) {
    Expression condition = lowering.binder().bind(conjunct);
    if (reads(condition, 0, left.size()) && mayFilterLeft()) {
      left.filter(condition);
    } else if (reads(condition, left.size(), left.size() + right.size()) && mayFilterRight()) {
      right.filter(shifted(condition));
    } else if (!addKey(conjunct)) {
      conditions.add(condition);
    }
  }

  /// Whether a row of the left input that cannot match does not come out at all.
  private boolean mayFilterLeft() {
    return switch (kind) {
      case INNER, RIGHT, SEMI -> true;
      case LEFT, FULL, ANTI -> false;
    };
  }

  private boolean mayFilterRight() {
    return switch (kind) {
      case INNER, LEFT, SEMI, ANTI -> true;
      case RIGHT, FULL -> false;
    };
  }

  private boolean addKey(RexNode conjunct) {
    boolean nullsMatch = conjunct.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    if (!nullsMatch && conjunct.getKind() != SqlKind.EQUALS) {
      return false;
    }
    RexNode plain =
        nullsMatch
            ? lowering
                .frontEnd()
                .rexBuilder()
                .makeCall(SqlStdOperatorTable.EQUALS, ((RexCall) conjunct).getOperands())
            : conjunct;
    if (!(lowering.binder().bind(plain) instanceof Expression.Call equality)) {
      return false;
    }
    Expression a = equality.operands().get(0);
    Expression b = equality.operands().get(1);
    if (isOfLeft(b) && isOfRight(a)) {
      Expression c = a;
      a = b;
      b = c;
    }
    if (!isOfLeft(a) || !isOfRight(b) || !a.type().equals(b.type())) {
      return false;
    }
    keys.add(new JoinKey(left.column(a), right.column(shifted(b)), nullsMatch));
    return true;
  }

  private boolean isOfLeft(Expression value) {
    return reads(value, 0, left.size());
  }

  private boolean isOfRight(Expression value) {
    return reads(value, left.size(), left.size() + right.size());
  }

  /// Whether a value depends on columns, and on none but those from `from` on, before `to`.
  private static boolean reads(Expression value, int from, int to) {
    List<Integer> columns = new ArrayList<>();
    Expressions.forEachColumn(value, columns::add);
    return !columns.isEmpty() && columns.stream().allMatch(c -> c >= from && c < to);
  }

  /// A value of the right input alone, as it stands over that input.
  private Expression shifted(Expression value) {
    return Expressions.replaceColumns(
        value,
        column ->
            new Expression.Column(column.index() - left.size(), column.type(), column.nullable()));
  }

  private static Expression all(List<Expression> conditions) {
    return conditions.size() == 1 ? conditions.getFirst() : new Expression.And(conditions);
  }

  private PlanNode finish(Schema schema) {
    Optional<JoinIntervals.Found> found =
        JoinIntervals.find(kind, left.input(), right.input(), keys, conditions);
    found.ifPresent(interval -> conditions.removeAll(interval.conditions()));
    int more = left.width() - left.size();
    Expression condition =
        conditions.isEmpty()
            ? null
            : Expressions.replaceColumns(
                all(conditions),
                column ->
                    column.index() < left.size()
                        ? column
                        : new Expression.Column(
                            column.index() + more, column.type(), column.nullable()));
    PlanNode leftNode = left.node();
    PlanNode rightNode = right.node();
    List<Integer> wanted = new ArrayList<>(IntStream.range(0, left.size()).boxed().toList());
    List<Field> fields = new ArrayList<>(schema.fields().subList(0, left.size()));
    fields.addAll(left.computed());
    if (kind.showsPairs()) {
      IntStream.range(0, right.size()).forEach(i -> wanted.add(left.width() + i));
      fields.addAll(schema.fields().subList(left.size(), schema.size()));
      fields.addAll(right.computed());
    }
    Schema joined = new Schema(fields);
    PlanNode join =
        new CombineNode.Join(
            leftNode,
            rightNode,
            kind,
            keys,
            condition,
            found.map(JoinIntervals.Found::interval).orElse(null),
            joined);
    return joined.size() == schema.size()
        ? join
        : new RowNode.Calc(join, null, Columns.of(joined, wanted), schema);
  }
}
