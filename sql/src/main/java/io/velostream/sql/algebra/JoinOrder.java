package io.velostream.sql.algebra;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// The order of inner joins that follow each other: as they are written, unless that joins what no
/// equality connects and another order does not. A state of all pairs of two inputs is what no
/// stream can keep up with, so this alone is worth an order of its own; anything finer would need
/// to know how many rows are to come.
///
/// Inputs are taken one after the other: always the first in the query that an equality connects
/// with those that are joined already. Where there is none, a join of its own begins, and these are
/// put together at last, by conditions of another kind or none.
public final class JoinOrder extends RelShuttleImpl {
  /// The name by which it can be switched off.
  public static final String NAME = "order_joins";

  private JoinOrder() {}

  /// The same query, with its inner joins in an order that keeps fewer pairs.
  static RelNode rewrite(RelNode query) {
    return query.accept(new JoinOrder());
  }

  @Override
  public RelNode visit(LogicalJoin join) {
    if (!isPlain(join)) {
      return super.visit(join);
    }
    Tree tree = new Tree();
    tree.collect(join, 0);
    if (tree.unconnected == 0 || new Ordered(tree, tree.inputs).unconnected >= tree.unconnected) {
      return super.visit(join);
    }
    List<RelNode> inputs = tree.inputs.stream().map(input -> input.accept(this)).toList();
    return new Ordered(tree, inputs).inWrittenOrder(join);
  }

  /// An inner join that is nothing else besides: no table function for each row, no hint.
  private static boolean isPlain(RelNode node) {
    return node instanceof LogicalJoin join
        && join.getJoinType() == JoinRelType.INNER
        && join.getVariablesSet().isEmpty()
        && join.getHints().isEmpty()
        && !JoinRules.isLateral(join.getRight());
  }

  /// Inner joins that follow each other, as they are written.
  private static final class Tree {
    private final List<RelNode> inputs = new ArrayList<>();

    /// The first column of each input, and behind them the number of all.
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    /// Over the columns of all inputs.
    private final List<RexNode> conditions = new ArrayList<>();

    /// Joins that no equality connects.
    private int unconnected;

    private void collect(RelNode node, int start) {
      if (isPlain(node)) {
        LogicalJoin join = (LogicalJoin) node;
        int middle = start + join.getLeft().getRowType().getFieldCount();
        int end = start + join.getRowType().getFieldCount();
        collect(join.getLeft(), start);
        collect(join.getRight(), middle);
        List<RexNode> own =
            RelOptUtil.conjunctions(RexUtil.shift(join.getCondition(), start)).stream()
                .filter(condition -> !condition.isAlwaysTrue())
                .toList();
        ImmutableBitSet left = ImmutableBitSet.range(start, middle);
        ImmutableBitSet right = ImmutableBitSet.range(middle, end);
        unconnected += own.stream().anyMatch(c -> connects(c, left, right)) ? 0 : 1;
        conditions.addAll(own);
      } else {
        inputs.add(node);
        starts.add(start + node.getRowType().getFieldCount());
      }
    }

    private ImmutableBitSet columns(int input) {
      return ImmutableBitSet.range(starts.get(input), starts.get(input + 1));
    }
  }

  /// Whether a condition is an equality of a value of the one side with a value of the other.
  private static boolean connects(RexNode condition, ImmutableBitSet a, ImmutableBitSet b) {
    if (condition.getKind() != SqlKind.EQUALS
        && condition.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
      return false;
    }
    List<RexNode> operands = ((RexCall) condition).getOperands();
    ImmutableBitSet first = RelOptUtil.InputFinder.bits(operands.get(0));
    ImmutableBitSet second = RelOptUtil.InputFinder.bits(operands.get(1));
    return !first.isEmpty()
        && !second.isEmpty()
        && ((a.contains(first) && b.contains(second)) || (a.contains(second) && b.contains(first)));
  }

  /// Some inputs, joined.
  ///
  /// @param columns what they are in the query as written, by where they are now
  private record Part(RelNode node, List<Integer> columns) {
    ImmutableBitSet set() {
      return ImmutableBitSet.of(columns);
    }
  }

  /// The joins in another order.
  private static final class Ordered {
    private final Tree tree;
    private final List<RelNode> inputs;
    private final RexBuilder builder;
    private final List<RexNode> waiting;
    private final SortedSet<Integer> rest = new TreeSet<>();
    private final Part all;
    private int unconnected;

    Ordered(Tree tree, List<RelNode> inputs) {
      this.tree = tree;
      this.inputs = inputs;
      this.builder = inputs.getFirst().getCluster().getRexBuilder();
      this.waiting = new ArrayList<>(tree.conditions);
      for (int i = 0; i < inputs.size(); i++) {
        rest.add(i);
      }
      this.all = join();
    }

    private Part join() {
      List<Part> parts = new ArrayList<>();
      while (!rest.isEmpty()) {
        parts.add(connected(rest.removeFirst()));
      }
      Part joined = parts.getFirst();
      for (Part part : parts.subList(1, parts.size())) {
        joined = join(joined, part);
      }
      return joined;
    }

    /// An input with all that equalities connect with it.
    private Part connected(int first) {
      Part part = input(first);
      for (int next = next(part); next >= 0; next = next(part)) {
        rest.remove(next);
        part = join(part, input(next));
      }
      return part;
    }

    private int next(Part part) {
      ImmutableBitSet joined = part.set();
      for (int input : rest) {
        ImmutableBitSet own = tree.columns(input);
        if (waiting.stream().anyMatch(condition -> connects(condition, joined, own))) {
          return input;
        }
      }
      return -1;
    }

    private Part input(int number) {
      return new Part(inputs.get(number), tree.columns(number).asList());
    }

    private Part join(Part left, Part right) {
      List<Integer> columns = new ArrayList<>(left.columns());
      columns.addAll(right.columns());
      ImmutableBitSet all = ImmutableBitSet.of(columns);
      List<RexNode> own =
          waiting.stream().filter(c -> all.contains(RelOptUtil.InputFinder.bits(c))).toList();
      waiting.removeAll(own);
      unconnected += own.stream().anyMatch(c -> connects(c, left.set(), right.set())) ? 0 : 1;
      RexNode condition = RexUtil.composeConjunction(builder, own);
      return new Part(
          LogicalJoin.create(
              left.node(),
              right.node(),
              ImmutableList.of(),
              moved(condition, columns),
              ImmutableSet.of(),
              JoinRelType.INNER),
          columns);
    }

    /// A condition over the columns as written, where they are now.
    private static RexNode moved(RexNode condition, List<Integer> columns) {
      return condition.accept(
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
              return new RexInputRef(columns.indexOf(column.getIndex()), column.getType());
            }
          });
    }

    /// The columns of the join as it was written.
    RelNode inWrittenOrder(LogicalJoin written) {
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < all.columns().size(); i++) {
        columns.add(builder.makeInputRef(all.node(), all.columns().indexOf(i)));
      }
      return LogicalProject.create(
          all.node(),
          ImmutableList.of(),
          columns,
          written.getRowType().getFieldNames(),
          ImmutableSet.of());
    }
  }
}
