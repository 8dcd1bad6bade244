package io.velostream.sql.algebra;

import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/// `SUM(x) WITHIN DISTINCT (k)`: of the rows that have the same k only one counts, and all of them
/// must have the same x.
///
/// Such an aggregate becomes two: below, GROUPING SETS of the keys alone, for the calls without
/// WITHIN DISTINCT, and of the keys with each k; above, for each call, the rows of its set. What
/// stands between them is made by [WithinDistinctColumns].
///
/// ```
/// SELECT g, SUM(y), SUM(x) WITHIN DISTINCT (k) FROM t GROUP BY g
///
/// SELECT g, ANY_VALUE(sum_y) FILTER (WHERE set = 1), SUM(x) FILTER (WHERE set = 0)
/// FROM (
///   SELECT g, sum_y, set, CASE WHEN set = 0 THEN $UNIQUE_VALUE(min_x, max_x) END AS x
///   FROM (
///     SELECT g, k, SUM(y) AS sum_y, MIN(x) AS min_x, MAX(x) AS max_x, GROUPING(g, k) AS set
///     FROM t
///     GROUP BY GROUPING SETS ((g), (g, k))))
/// GROUP BY g
/// ```
public final class WithinDistinct extends RelHomogeneousShuttle {
  private WithinDistinct() {}

  /// The query without WITHIN DISTINCT.
  ///
  /// @throws io.velostream.columnar.error.UserException for a call that cannot be done so
  public static RelNode rewrite(RelNode algebra) {
    return algebra.accept(new WithinDistinct());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof Aggregate aggregate
            && aggregate.getAggCallList().stream().anyMatch(call -> call.distinctKeys != null)
        ? twofold(aggregate)
        : node;
  }

  private static RelNode twofold(Aggregate aggregate) {
    check(aggregate);
    Set<ImmutableBitSet> sets = new TreeSet<>(ImmutableBitSet.ORDERING);
    aggregate.getAggCallList().forEach(call -> sets.add(set(aggregate, call)));
    WithinDistinctColumns columns =
        new WithinDistinctColumns(aggregate, List.copyOf(sets), ImmutableBitSet.union(sets));
    List<AggregateCall> calls = aggregate.getAggCallList();
    List<WithinDistinctColumns.Above> above = calls.stream().map(columns::of).toList();
    RelNode between = columns.project();
    ImmutableBitSet keys = ImmutableBitSet.range(aggregate.getGroupCount());
    List<AggregateCall> outer = new ArrayList<>();
    for (WithinDistinctColumns.Above call : above) {
      outer.add(call.over(between, aggregate.hasEmptyGroup()));
    }
    RelNode result = LogicalAggregate.create(between, List.of(), keys, null, outer);
    return typed(result, aggregate);
  }

  /// The columns that the groups of a call have.
  static ImmutableBitSet set(Aggregate aggregate, AggregateCall call) {
    return call.distinctKeys == null
        ? aggregate.getGroupSet()
        : aggregate.getGroupSet().union(call.distinctKeys);
  }

  private static void check(Aggregate aggregate) {
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.distinctKeys == null) {
        continue;
      }
      if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
        throw FrontEndErrors.notSupported(
            "WITHIN DISTINCT beside GROUPING SETS, ROLLUP or CUBE is",
            FrontEndErrors.position(call.getParserPosition()),
            "group by one set of keys, and UNION ALL the queries");
      }
      if (!call.getCollation().getFieldCollations().isEmpty()) {
        throw FrontEndErrors.notSupported(
            "ORDER BY inside of an aggregate WITHIN DISTINCT is",
            FrontEndErrors.position(call.getParserPosition()),
            "leave one of them out");
      }
    }
  }

  /// The columns with the types and names that they had.
  private static RelNode typed(RelNode result, Aggregate aggregate) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < result.getRowType().getFieldCount(); i++) {
      columns.add(
          rex.makeAbstractCast(
              aggregate.getRowType().getFieldList().get(i).getType(),
              rex.makeInputRef(result, i),
              false));
    }
    return LogicalProject.create(
        result, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }
}
