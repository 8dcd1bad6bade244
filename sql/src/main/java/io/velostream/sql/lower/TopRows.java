package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.Emission;
import io.velostream.plan.HoldNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.optimize.Expressions;
import io.velostream.sql.optimize.PlanNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Recognises conditions on a rank: `ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) <= n` keeps the
/// first rows of each partition, of which no more need be known, and which can be kept up to date
/// while rows come and go. Likewise ORDER BY with LIMIT.
///
/// Ranks in the order of event time are left to OVER: they never change, and come out with the
/// watermark.
final class TopRows {
  /// What a condition says of a rank.
  private record Range(long from, long to) {
    static final Range ALL = new Range(1, Long.MAX_VALUE);

    Range and(Range other) {
      return new Range(Math.max(from, other.from), Math.min(to, other.to));
    }
  }

  private TopRows() {}

  /// A filter, over the first rows of partitions where it asks for these.
  static RowNode.Calc of(RowNode.Calc filter, Lowering lowering) {
    Expression condition = filter.filter();
    Optional<OrderNode.Over> ranks = ranks(filter.input());
    if (condition == null || ranks.isEmpty()) {
      return filter;
    }
    OrderNode.Over over = ranks.get();
    int rank = over.input().schema().size();
    Range range = Range.ALL;
    List<Expression> others = new ArrayList<>();
    for (Expression part : conjuncts(condition)) {
      boolean all = true;
      for (Expression below : conjuncts(resolved(part, filter.input()))) {
        Optional<Range> said = range(below, rank);
        range = range.and(said.orElse(Range.ALL));
        all &= said.isPresent();
      }
      if (!all) {
        others.add(part);
      }
    }
    if (range.to == Long.MAX_VALUE) {
      return filter;
    }
    return new RowNode.Calc(
        replaced(filter.input(), over, top(over, range, lowering)),
        switch (others.size()) {
          case 0 -> null;
          case 1 -> others.getFirst();
          default -> new Expression.And(others);
        },
        filter.outputs(),
        filter.schema());
  }

  /// ORDER BY with LIMIT, kept up to date: where changes are asked for, or the end of the input
  /// would be waited for in vain. Empty where the rows are put in order once.
  static Optional<PlanNode> ofSort(OrderNode.Sort sort, Lowering lowering) {
    boolean waits = sort.closingColumn().isEmpty() && !sort.isBounded();
    boolean changes =
        switch (lowering.emission()) {
          case DEFAULT -> waits;
          case CHANGES -> true;
          case FINAL -> false;
        };
    if (!changes || sort.keys().isEmpty() || sort.limit().isEmpty()) {
      return Optional.empty();
    }
    long to = sort.offset() + sort.limit().getAsLong();
    return Optional.of(
        new OrderNode.TopN(
            sort.input(),
            List.of(),
            sort.keys(),
            OverCall.Ranking.Kind.ROW_NUMBER,
            sort.offset() + 1,
            to < 0 ? Long.MAX_VALUE : to,
            false,
            OptionalInt.empty(),
            Emission.CHANGES,
            sort.input().schema()));
  }

  /// The ranks below some projections and filters, which leave them what they are.
  private static Optional<OrderNode.Over> ranks(PlanNode node) {
    return switch (node) {
      case RowNode.Calc calc -> ranks(calc.input());
      case OrderNode.Over over
          when over.calls().size() == 1
              && over.calls().getFirst() instanceof OverCall.Ranking
              && !over.timeOrdered() ->
          Optional.of(over);
      case PlanNode _ -> Optional.empty();
    };
  }

  /// An expression over a node in terms of the columns below its projections.
  private static Expression resolved(Expression expression, PlanNode node) {
    return node instanceof RowNode.Calc calc
        ? resolved(
            Expressions.replaceColumns(expression, c -> calc.outputs().get(c.index())),
            calc.input())
        : expression;
  }

  @SuppressWarnings("ReferenceEquality") // this very node
  private static PlanNode replaced(PlanNode node, OrderNode.Over over, PlanNode top) {
    return node == over
        ? top
        : PlanNodes.withInputs(node, List.of(replaced(node.inputs().getFirst(), over, top)));
  }

  private static PlanNode top(OrderNode.Over over, Range range, Lowering lowering) {
    PlanNode input = asTheyChange(over.input());
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(input);
    OptionalInt closing =
        IntStream.range(0, over.partitionKeys().size())
            .filter(k -> kinds.get(over.partitionKeys().get(k)) == EventTimeColumns.Kind.WINDOW_END)
            .findFirst();
    boolean once =
        closing.isEmpty() && lowering.emission() == EmissionPolicy.DEFAULT && input.isBounded();
    Emission emission =
        once ? Emission.FINAL : lowering.emission().of(closing.isPresent(), input.retracts());
    OverCall.Ranking call = (OverCall.Ranking) over.calls().getFirst();
    List<Field> fields = new ArrayList<>(input.schema().fields());
    fields.add(over.schema().field(fields.size()));
    return new OrderNode.TopN(
        input,
        over.partitionKeys(),
        over.order(),
        call.kind(),
        range.from,
        Math.max(range.to, 0),
        true,
        closing,
        emission,
        new Schema(fields));
  }

  /// The input of an OVER without what holds its rows back until they are final.
  private static PlanNode asTheyChange(PlanNode node) {
    return switch (node) {
      case HoldNode.HoldUntilFinal hold -> hold.input();
      case RowNode.Calc calc when calc.filter() == null ->
          PlanNodes.withInputs(calc, List.of(asTheyChange(calc.input())));
      case PlanNode _ -> node;
    };
  }

  private static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Expression.And(List<Expression> operands)
        ? operands.stream().flatMap(operand -> conjuncts(operand).stream()).toList()
        : List.of(condition);
  }

  /// What a condition says of a column, if that is all it says.
  private static Optional<Range> range(Expression condition, int column) {
    if (!(condition instanceof Expression.Call call) || call.operands().size() != 2) {
      return Optional.empty();
    }
    Expression left = call.operands().get(0);
    Expression right = call.operands().get(1);
    if (isColumn(left, column)) {
      return constant(right).flatMap(n -> compared(call.function().name(), n));
    }
    if (isColumn(right, column)) {
      return constant(left).flatMap(n -> compared(mirrored(call.function().name()), n));
    }
    return Optional.empty();
  }

  private static boolean isColumn(Expression expression, int column) {
    return expression instanceof Expression.Column c && c.index() == column;
  }

  private static Optional<Long> constant(Expression expression) {
    return expression instanceof Expression.Literal(Object value, DataType type)
            && value instanceof Long number
            && type instanceof DataType.Integral
        ? Optional.of(number)
        : Optional.empty();
  }

  private static Optional<Range> compared(String operator, long n) {
    return switch (operator) {
      case "=" -> Optional.of(new Range(Math.max(n, 1), n));
      case "<=" -> Optional.of(new Range(1, n));
      case "<" -> Optional.of(new Range(1, n == Long.MIN_VALUE ? n : n - 1));
      case ">=" -> Optional.of(new Range(Math.max(n, 1), Long.MAX_VALUE));
      case ">" ->
          n == Long.MAX_VALUE
              ? Optional.empty()
              : Optional.of(new Range(Math.max(n + 1, 1), Long.MAX_VALUE));
      default -> Optional.empty();
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<=" -> ">=";
      case "<" -> ">";
      case ">=" -> "<=";
      case ">" -> "<";
      default -> operator;
    };
  }
}
