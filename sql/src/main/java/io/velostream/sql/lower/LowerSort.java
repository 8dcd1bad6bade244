package io.velostream.sql.lower;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Expression;
import io.velostream.expression.function.Casts;
import io.velostream.expression.interpret.Interpreter;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.sql.bind.ExpressionBinder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// ORDER BY, OFFSET, LIMIT.
final class LowerSort {
  private static final DataType.Decimal EXACT = new DataType.Decimal(38, 2);

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private LowerSort() {}

  static PlanNode lower(Sort sort, Lowering lowering) {
    PlanNode rows = lowering.lower(sort.getInput());
    List<SortKey> keys = keys(sort.getCollation().getFieldCollations());
    PlanNode input = rows.isBounded() || rows.retracts() ? rows : ClockTimes.inOrder(rows, keys);
    Orders.check(keys, input.schema());
    OptionalInt closing = OptionalInt.empty();
    if (!keys.isEmpty() && !input.retracts() && isReleasedByTime(input, keys)) {
      closing = OptionalInt.of(keys.getFirst().column());
    }
    OptionalLong offset = count(sort.offset, lowering);
    OrderNode.Sort once =
        new OrderNode.Sort(input, keys, closing, offset.orElse(0), count(sort.fetch, lowering));
    return TopRows.ofSort(once, lowering).orElse(once);
  }

  /// Calcite's order keys as ours.
  static List<SortKey> keys(List<RelFieldCollation> collations) {
    return collations.stream()
        .map(c -> new SortKey(c.getFieldIndex(), c.direction.isDescending(), nullsFirst(c)))
        .toList();
  }

  /// Whether the first key is an event time in its own direction.
  static boolean isTimeOrdered(PlanNode input, List<SortKey> keys) {
    SortKey first = keys.getFirst();
    return !first.descending() && EventTimeColumns.of(input).get(first.column()).ordersRows();
  }

  /// Whether rows are let go as the watermark passes. Rows behind it, and those without a time,
  /// have no place in what went before: where the input ends, its end is waited for instead, so
  /// that no row gets lost.
  private static boolean isReleasedByTime(PlanNode input, List<SortKey> keys) {
    if (!isTimeOrdered(input, keys)) {
      return false;
    }
    boolean windowEnd =
        EventTimeColumns.of(input).get(keys.getFirst().column())
            == EventTimeColumns.Kind.WINDOW_END;
    return windowEnd || isInTime(input) || !isBounded(input);
  }

  /// Whether a node below has put late rows aside already.
  private static boolean isInTime(PlanNode node) {
    return switch (node) {
      case RowNode.Calc n -> isInTime(n.input());
      case OrderNode.Over n -> n.timeOrdered();
      case OrderNode.Sort n -> n.closingColumn().isPresent();
      case LeafNode _,
          RowNode.Expand _,
          RowNode.Watermark _,
          RowNode.WindowAssign _,
          RowNode.TableFunctionCall _,
          RowNode.LookupJoin _,
          GroupNode _,
          OrderNode.Match _,
          OrderNode.TopN _,
          CombineNode _,
          HoldNode _ ->
          false;
    };
  }

  private static boolean isBounded(PlanNode node) {
    return node instanceof LeafNode.Scan scan
        ? scan.table().bounded()
        : node.inputs().stream().allMatch(LowerSort::isBounded);
  }

  /// NULL counts as the largest value unless the query says otherwise.
  private static boolean nullsFirst(RelFieldCollation collation) {
    return switch (collation.nullDirection) {
      case FIRST -> true;
      case LAST -> false;
      case UNSPECIFIED -> collation.direction.isDescending();
    };
  }

  private static OptionalLong count(@Nullable RexNode number, Lowering lowering) {
    if (number == null) {
      return OptionalLong.empty();
    }
    BigDecimal value =
        number instanceof RexLiteral literal
            ? literal.getValueAs(BigDecimal.class)
            : computed(lowering.binder().bind(number));
    if (value == null || value.signum() < 0) {
      throw new UserException(
          ErrorCode.NOT_SUPPORTED,
          "LIMIT and OFFSET must be constants of 0 or more: others are not supported yet");
    }
    // A number of rows, as in PostgreSQL: the nearest whole one; so many that there are not.
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    return OptionalLong.of(whole.min(MOST).longValueExact());
  }

  /// What a constant expression comes to; `null` where it is no number.
  private static @Nullable BigDecimal computed(Expression number) {
    if (!Casts.exists(number.type(), EXACT)) {
      return null;
    }
    Expression exact = ExpressionBinder.castTo(number, EXACT, SourcePosition.NONE);
    Object unscaled =
        new Interpreter()
            .evaluate(exact, Batch.of(0, List.of()), 0, new EvaluationContext(ZoneOffset.UTC));
    return switch (unscaled) {
      case BigInteger wide -> new BigDecimal(wide, EXACT.scale());
      case Long small -> BigDecimal.valueOf(small, EXACT.scale());
      case null, default -> null;
    };
  }
}
