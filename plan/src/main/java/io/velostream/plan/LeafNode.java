package io.velostream.plan;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import java.util.List;

/// Where rows come from: a node without inputs.
public sealed interface LeafNode extends PlanNode {
  @Override
  default List<PlanNode> inputs() {
    return List.of();
  }

  /// Reads a table. `columns` are the indexes in the table's schema that the query needs, in the
  /// order of the output; `retracts` says whether the table's rows can be retractions; `bounds` are
  /// what all rows that the query needs meet, for a reader that can leave out others.
  record Scan(
      TableDescription table,
      List<Integer> columns,
      boolean retracts,
      List<ColumnBound> bounds,
      Schema schema)
      implements LeafNode {
    public Scan {
      columns = List.copyOf(columns);
      bounds = List.copyOf(bounds);
    }

    /// A scan of all rows.
    public Scan(TableDescription table, List<Integer> columns, boolean retracts, Schema schema) {
      this(table, columns, retracts, List.of(), schema);
    }

    /// A scan of an append-only table.
    public Scan(TableDescription table, List<Integer> columns, Schema schema) {
      this(table, columns, false, schema);
    }

    @Override
    public boolean isBounded() {
      return table.bounded();
    }
  }

  /// Constant rows.
  record Values(List<List<Expression.Literal>> rows, Schema schema) implements LeafNode {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// What a round of a [Recursion] reads: for index 0 the rows of the round before, for others the
  /// input of that index.
  record RoundInput(int index, boolean retracts, Schema schema) implements LeafNode {}
}
