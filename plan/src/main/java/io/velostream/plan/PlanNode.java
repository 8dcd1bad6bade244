package io.velostream.plan;

import io.velostream.columnar.Schema;
import java.util.List;

/// One incremental operator of a query, with its inputs: a tree whose root is the result.
///
/// Every node maps deltas of its inputs (Z-sets, see [io.velostream.columnar.Batch]) to a delta of
/// its output. Column indexes refer to the schema of the input. The nodes are records within their
/// families; who treats all of a family alike names the family.
public sealed interface PlanNode permits LeafNode, UnaryNode, CombineNode {
  /// The output columns.
  Schema schema();

  /// The inputs, in order.
  List<PlanNode> inputs();

  /// Whether the output can hold retractions; `false` means append-only.
  boolean retracts();

  /// Whether rows are looked up somewhere below: the same input may then give another output.
  default boolean looksUp() {
    return this instanceof RowNode.LookupJoin || inputs().stream().anyMatch(PlanNode::looksUp);
  }

  /// Whether all tables below come to an end.
  default boolean isBounded() {
    return inputs().stream().allMatch(PlanNode::isBounded);
  }
}
