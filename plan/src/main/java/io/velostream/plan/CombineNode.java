package io.velostream.plan;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is made of the rows of several inputs.
public sealed interface CombineNode extends PlanNode {
  /// Pairs of rows of two inputs, which are kept: for good, or as long as `interval` says.
  ///
  /// @param keys what must be equal; without keys each row of one meets each of the other
  /// @param condition over the columns of the left input, then those of the right one: what pairs
  ///   must meet besides, or `null`
  /// @param interval how far apart event time may lie, or `null` where nothing is known of it; with
  ///   it a row without a match comes out when it is let go
  /// @param state which rows are forgotten besides
  /// @param schema the left input's columns, then, where [JoinKind#showsPairs()], the right one's
  record Join(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      List<JoinKey> keys,
      @Nullable Expression condition,
      @Nullable JoinInterval interval,
      JoinState state,
      Schema schema)
      implements CombineNode {
    public Join {
      keys = List.copyOf(keys);
    }

    /// A join that forgets nothing but what its interval says.
    public Join(
        PlanNode left,
        PlanNode right,
        JoinKind kind,
        List<JoinKey> keys,
        @Nullable Expression condition,
        @Nullable JoinInterval interval,
        Schema schema) {
      this(left, right, kind, keys, condition, interval, JoinState.ALL, schema);
    }

    /// The columns of a pair.
    public Schema pair() {
      List<Field> fields = new ArrayList<>(left.schema().fields());
      fields.addAll(right.schema().fields());
      return new Schema(fields);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(left, right);
    }

    @Override
    public boolean retracts() {
      boolean takesBack = interval == null && kind.showsUnmatched();
      return takesBack || left.retracts() || right.retracts();
    }
  }

  /// For each row of the left input the one row of the right input that has equal keys and lies
  /// next to it by an order, beside NULLs or left out where there is none. All rows of both inputs
  /// are kept, unless it is `timed`.
  ///
  /// @param leftOrder the column of the left input that is compared
  /// @param rightOrder the column of the right input that it is compared with, of the same type
  /// @param following whether the right row is the first one from the left row on, rather than the
  ///   last one up to it
  /// @param strict whether rows of equal order do not match
  /// @param outer whether rows of the left input without a match come out
  /// @param latestWins whether of right rows of equal order the one counts that came last;
  ///   otherwise the greatest by its columns
  /// @param timed whether both are columns of event time: a left row then comes out once, when the
  ///   watermark has passed its time, and of right rows that it has passed the last one of each key
  ///   is kept
  record AsofJoin(
      PlanNode left,
      PlanNode right,
      List<JoinKey> keys,
      int leftOrder,
      int rightOrder,
      boolean following,
      boolean strict,
      boolean outer,
      boolean latestWins,
      boolean timed,
      Schema schema)
      implements CombineNode {
    public AsofJoin {
      keys = List.copyOf(keys);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(left, right);
    }

    /// A right row may come between a left row and its match.
    @Override
    public boolean retracts() {
      return !timed;
    }
  }

  /// INTERSECT and EXCEPT, of which all rows of both inputs are kept. Both have the types of
  /// `schema`.
  ///
  /// @param all whether equal rows are counted, rather than put out once
  record SetOperation(PlanNode left, PlanNode right, Kind kind, boolean all, Schema schema)
      implements CombineNode {
    /// Which rows of the left input are kept.
    public enum Kind {
      /// Those that the right input has too.
      INTERSECT,
      /// Those that the right input does not have.
      EXCEPT
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(left, right);
    }

    /// What one input adds the other one takes away, except for INTERSECT.
    @Override
    public boolean retracts() {
      return kind == Kind.EXCEPT || left.retracts() || right.retracts();
    }
  }

  /// UNION ALL. All inputs have the types of `schema`.
  record UnionAll(List<PlanNode> inputs, Schema schema) implements CombineNode {
    public UnionAll {
      inputs = List.copyOf(inputs);
    }

    @Override
    public boolean retracts() {
      return inputs.stream().anyMatch(PlanNode::retracts);
    }
  }

  /// WITH RECURSIVE: the rows of the first of `inputs`, and those that each round makes of the rows
  /// that the round before has added. All have the types of `schema`.
  ///
  /// @param name of the query
  /// @param inputs the rows to begin with, then what rounds read besides
  /// @param round computes a round; its leaves are [RoundInput]s
  /// @param all whether a row counts as often as it comes, rather than once
  /// @param atEnd whether the result is put out once, at the end of the input
  /// @param position where the query stands
  record Recursion(
      String name,
      List<PlanNode> inputs,
      PlanNode round,
      boolean all,
      boolean atEnd,
      SourcePosition position,
      Schema schema)
      implements CombineNode {
    public Recursion {
      inputs = List.copyOf(inputs);
    }

    @Override
    public boolean retracts() {
      return !atEnd;
    }
  }
}
