package io.velostream.sql.optimize;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.JoinKey;
import io.velostream.plan.JoinState;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.lower.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Prunes what is made of several inputs.
final class CombinePruning {
  private CombinePruning() {}

  static Pruned join(CombineNode.Join join, BitSet needed) {
    int leftSize = join.left().schema().size();
    BitSet read = ColumnSets.copy(needed);
    if (join.condition() != null) {
      Expressions.forEachColumn(join.condition(), read::set);
    }
    for (JoinKey key : join.keys()) {
      read.set(key.left());
      read.set(leftSize + key.right());
    }
    JoinInterval interval = join.interval();
    if (interval != null) {
      read.set(interval.left());
      read.set(leftSize + interval.right());
    }
    JoinState state = join.state();
    state.leftTime().ifPresent(read::set);
    state.rightTime().ifPresent(column -> read.set(leftSize + column));
    Pruned left =
        PruneColumns.prune(
            join.left(), ColumnSets.some(read.get(0, leftSize), join.left().schema()));
    Pruned right =
        PruneColumns.prune(
            join.right(),
            ColumnSets.some(
                read.get(leftSize, leftSize + join.right().schema().size()),
                join.right().schema()));
    int[] moved = movedOfBoth(left, right);
    List<Field> fields = new ArrayList<>(left.node().schema().fields());
    fields.addAll(right.node().schema().fields());
    Schema pair = new Schema(fields);
    return new Pruned(
        new CombineNode.Join(
            left.node(),
            right.node(),
            join.kind(),
            keys(join.keys(), left, right),
            join.condition() == null
                ? null
                : Expressions.replaceColumns(
                    join.condition(), c -> Columns.of(pair, moved[c.index()])),
            interval == null
                ? null
                : interval.moved(left.at(interval.left()), right.at(interval.right())),
            new JoinState(
                state.left(),
                state.right(),
                left.in(state.leftTime()),
                right.in(state.rightTime()),
                state.limit(),
                state.onLimit()),
            kept(join.schema(), moved)),
        join.kind().showsPairs() ? moved : Arrays.copyOf(moved, leftSize));
  }

  /// Right rows of equal order are told apart by all columns, unless their arrival does.
  static Pruned asofJoin(CombineNode.AsofJoin join, BitSet needed) {
    int leftSize = join.left().schema().size();
    int rightSize = join.right().schema().size();
    BitSet ofLeft = needed.get(0, leftSize);
    BitSet ofRight = needed.get(leftSize, leftSize + rightSize);
    ofLeft.set(join.leftOrder());
    ofRight.set(join.rightOrder());
    for (JoinKey key : join.keys()) {
      ofLeft.set(key.left());
      ofRight.set(key.right());
    }
    if (!join.latestWins()) {
      ofRight.set(0, rightSize);
    }
    Pruned left = PruneColumns.prune(join.left(), ofLeft);
    Pruned right = PruneColumns.prune(join.right(), ofRight);
    int[] moved = movedOfBoth(left, right);
    return new Pruned(
        new CombineNode.AsofJoin(
            left.node(),
            right.node(),
            keys(join.keys(), left, right),
            left.at(join.leftOrder()),
            right.at(join.rightOrder()),
            join.following(),
            join.strict(),
            join.outer(),
            join.latestWins(),
            join.timed(),
            kept(join.schema(), moved)),
        moved);
  }

  /// All inputs must keep the same columns.
  static Pruned union(CombineNode.UnionAll union, BitSet needed) {
    BitSet kept = ColumnSets.some(needed, union.schema());
    List<Integer> columns = kept.stream().boxed().toList();
    List<PlanNode> inputs = new ArrayList<>();
    for (PlanNode node : union.inputs()) {
      inputs.add(only(PruneColumns.prune(node, kept), columns));
    }
    return Pruned.keeping(
        new CombineNode.UnionAll(inputs, union.schema().project(columns)),
        union.schema().size(),
        kept);
  }

  /// A node all of whose inputs are read as they are.
  static Pruned whole(CombineNode node) {
    List<PlanNode> inputs = node.inputs().stream().map(CombinePruning::allOf).toList();
    return Pruned.unchanged(PlanNodes.withInputs(node, inputs));
  }

  /// Where the columns of a pair move.
  private static int[] movedOfBoth(Pruned left, Pruned right) {
    int leftSize = left.moved().length;
    int[] moved = Arrays.copyOf(left.moved(), leftSize + right.moved().length);
    for (int i = leftSize; i < moved.length; i++) {
      int inRight = right.at(i - leftSize);
      moved[i] = inRight < 0 ? -1 : left.node().schema().size() + inRight;
    }
    return moved;
  }

  private static List<JoinKey> keys(List<JoinKey> keys, Pruned left, Pruned right) {
    return keys.stream()
        .map(key -> new JoinKey(left.at(key.left()), right.at(key.right()), key.nullsMatch()))
        .toList();
  }

  /// The join's own fields that are left, whose nullability is that of the output.
  private static Schema kept(Schema schema, int[] moved) {
    return schema.project(
        IntStream.range(0, schema.size()).filter(i -> moved[i] >= 0).boxed().toList());
  }

  /// A node all of whose columns are read.
  private static PlanNode allOf(PlanNode node) {
    List<Integer> all = IntStream.range(0, node.schema().size()).boxed().toList();
    BitSet needed = new BitSet();
    needed.set(0, all.size());
    return only(PruneColumns.prune(node, needed), all);
  }

  /// Just these columns of what an input has left.
  private static PlanNode only(Pruned input, List<Integer> columns) {
    List<Integer> wanted = input.in(columns);
    Schema schema = input.node().schema();
    boolean asItIs =
        wanted.size() == schema.size()
            && wanted.equals(IntStream.range(0, wanted.size()).boxed().toList());
    return asItIs
        ? input.node()
        : new RowNode.Calc(input.node(), null, Columns.of(schema, wanted), schema.project(wanted));
  }
}
