package io.velostream.sql.optimize;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.JoinKey;
import io.velostream.plan.RowNode;
import io.velostream.sql.lower.Columns;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Prunes lookup joins: what is not needed is not looked up.
final class LookupPruning {
  private LookupPruning() {}

  static Pruned lookupJoin(RowNode.LookupJoin join, BitSet needed) {
    int leftSize = join.input().schema().size();
    int size = leftSize + join.columns().size();
    BitSet read = ColumnSets.copy(needed);
    Expression condition = join.condition();
    if (condition != null) {
      Expressions.forEachColumn(condition, read::set);
    }
    for (JoinKey key : join.keys()) {
      read.set(key.left());
      read.set(leftSize + key.right());
    }
    Pruned left = PruneColumns.prune(join.input(), read.get(0, leftSize));
    List<Integer> kept =
        IntStream.range(leftSize, size).filter(read::get).map(i -> i - leftSize).boxed().toList();
    int width = left.node().schema().size();
    int[] moved = new int[size];
    for (int i = 0; i < size; i++) {
      int found = i < leftSize ? -1 : kept.indexOf(i - leftSize);
      moved[i] = i < leftSize ? left.at(i) : found < 0 ? -1 : width + found;
    }
    Schema schema =
        join.schema().project(IntStream.range(0, size).filter(i -> moved[i] >= 0).boxed().toList());
    Schema found = join.found();
    return new Pruned(
        new RowNode.LookupJoin(
            left.node(),
            join.table(),
            kept.stream().map(join.columns()::get).toList(),
            join.keys().stream()
                .map(key -> new JoinKey(left.at(key.left()), kept.indexOf(key.right()), false))
                .toList(),
            condition == null
                ? null
                : Expressions.replaceColumns(
                    condition,
                    column ->
                        column.index() < leftSize
                            ? Columns.of(left.node().schema(), moved[column.index()])
                            : new Expression.Column(
                                moved[column.index()],
                                found.type(column.index() - leftSize),
                                found.field(column.index() - leftSize).nullable())),
            join.outer(),
            join.cache(),
            join.retries(),
            schema),
        moved);
  }
}
