package io.velostream.sql.lower;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SortKey;
import java.math.BigDecimal;
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
  private LowerSort() {}

  static PlanNode lower(Sort sort, Lowering lowering) {
    PlanNode input = lowering.lower(sort.getInput());
    List<SortKey> keys = keys(sort.getCollation().getFieldCollations());
    Orders.check(keys, input.schema());
    OptionalInt closing = OptionalInt.empty();
    if (!keys.isEmpty() && !input.retracts() && isTimeOrdered(input, keys)) {
      closing = OptionalInt.of(keys.getFirst().column());
    }
    OptionalLong offset = count(sort.offset);
    return new PlanNode.Sort(input, keys, closing, offset.orElse(0), count(sort.fetch));
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

  /// NULL counts as the largest value unless the query says otherwise.
  private static boolean nullsFirst(RelFieldCollation collation) {
    return switch (collation.nullDirection) {
      case FIRST -> true;
      case LAST -> false;
      case UNSPECIFIED -> collation.direction.isDescending();
    };
  }

  private static OptionalLong count(@Nullable RexNode number) {
    if (number == null) {
      return OptionalLong.empty();
    }
    BigDecimal value =
        number instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    if (value == null) {
      throw new UserException(
          ErrorCode.NOT_SUPPORTED,
          "LIMIT and OFFSET must be constants: others are not supported yet");
    }
    return OptionalLong.of(value.longValueExact());
  }
}
