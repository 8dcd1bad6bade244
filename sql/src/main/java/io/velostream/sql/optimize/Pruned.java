package io.velostream.sql.optimize;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SortKey;
import io.velostream.sql.lower.Columns;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/// A node without unused columns.
///
/// @param moved the new index of each old column, or -1
record Pruned(PlanNode node, int[] moved) {
  /// A node that keeps all its columns.
  static Pruned unchanged(PlanNode node) {
    BitSet all = new BitSet();
    all.set(0, node.schema().size());
    return keeping(node, node.schema().size(), all);
  }

  /// A node that keeps some columns, in their order.
  ///
  /// @param columns how many there were
  static Pruned keeping(PlanNode node, int columns, BitSet kept) {
    int[] moved = new int[columns];
    int next = 0;
    for (int i = 0; i < columns; i++) {
      moved[i] = kept.get(i) ? next++ : -1;
    }
    return new Pruned(node, moved);
  }

  int at(int column) {
    return moved[column];
  }

  OptionalInt in(OptionalInt column) {
    return column.isPresent() ? OptionalInt.of(at(column.getAsInt())) : column;
  }

  List<Integer> in(List<Integer> columns) {
    return columns.stream().map(this::at).toList();
  }

  List<SortKey> inOrder(List<SortKey> order) {
    return order.stream().map(key -> OverColumns.moved(key, this::at)).toList();
  }

  Expression in(Expression expression) {
    Schema schema = node.schema();
    return Expressions.replaceColumns(expression, c -> Columns.of(schema, moved[c.index()]));
  }
}
