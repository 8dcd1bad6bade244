package io.velostream.plan.stage;

import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// By which columns the rows of UNION ALL are brought together: any will do, so they are the keys
/// of what groups or joins them. Where nothing does, there are none, and all rows come together.
final class UnionMeeting {
  private static final int TWO = 2;

  private UnionMeeting() {}

  /// That of a node with two inputs; nothing if there are more.
  ///
  /// @param above what the rows pass afterwards
  /// @param wanted columns behind that by which they meet others; none if they do not
  static Optional<Meeting> of(
      CombineNode.UnionAll union, List<PlanNode> above, List<Integer> wanted) {
    if (union.inputs().size() != TWO) {
      return Optional.empty();
    }
    List<Integer> keys = keys(union, above, wanted);
    return Optional.of(new Meeting(keys, keys, keys));
  }

  private static List<Integer> keys(
      CombineNode.UnionAll union, List<PlanNode> above, List<Integer> wanted) {
    // By column, which one of the union it is; -1 for what is computed.
    List<Integer> origins = IntStream.range(0, union.schema().size()).boxed().toList();
    for (PlanNode node : above) {
      if (!(node instanceof RowNode.Calc calc)) {
        return node instanceof GroupNode.Aggregate a ? known(a.keys(), origins) : List.of();
      }
      origins = behind(calc, origins);
    }
    return known(wanted, origins);
  }

  private static List<Integer> known(List<Integer> columns, List<Integer> origins) {
    return columns.stream().map(origins::get).filter(column -> column >= 0).distinct().toList();
  }

  private static List<Integer> behind(RowNode.Calc calc, List<Integer> origins) {
    List<Integer> behind = new ArrayList<>();
    for (Expression output : calc.outputs()) {
      behind.add(output instanceof Expression.Column column ? origins.get(column.index()) : -1);
    }
    return behind;
  }
}
