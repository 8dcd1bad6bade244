package io.velostream.plan;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.user.TableFunction;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One incremental operator of a query, with its inputs: a tree whose root is the result.
///
/// Every node maps deltas of its inputs (Z-sets, see [io.velostream.columnar.Batch]) to a delta of
/// its output. Column indexes refer to the schema of the input.
public sealed interface PlanNode {
  /// The output columns.
  Schema schema();

  /// The inputs, in order.
  List<PlanNode> inputs();

  /// Whether the output can hold retractions; `false` means append-only.
  boolean retracts();

  /// Whether all tables below come to an end.
  default boolean isBounded() {
    return inputs().stream().allMatch(PlanNode::isBounded);
  }

  /// Whether rows are looked up somewhere below: the same input may then give another output.
  default boolean looksUp() {
    return this instanceof LookupJoin || inputs().stream().anyMatch(PlanNode::looksUp);
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
      implements PlanNode {
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

    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }
  }

  /// Constant rows.
  record Values(List<List<Expression.Literal>> rows, Schema schema) implements PlanNode {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// Keeps the rows whose `filter` is TRUE (all, without one) and computes `outputs` of them.
  record Calc(PlanNode input, @Nullable Expression filter, List<Expression> outputs, Schema schema)
      implements PlanNode {
    public Calc {
      outputs = List.copyOf(outputs);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }

  /// Repeats each row: once for each list of `outputs`, as that list computes it. All lists have
  /// the types of `schema`.
  record Expand(PlanNode input, List<List<Expression>> outputs, Schema schema) implements PlanNode {
    public Expand {
      outputs = outputs.stream().map(List::copyOf).toList();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }

  /// Passes rows on and makes watermarks: the largest value that `watermark` has had so far. Where
  /// that is PROCTIME() itself, the watermark follows the clock, whether rows come or not; the time
  /// column is then one of which every row got the value in the step that it came in.
  ///
  /// @param timeColumn the event-time column
  /// @param watermark an expression of a timestamp type over the input
  record Watermark(PlanNode input, int timeColumn, Expression watermark) implements PlanNode {
    /// What the watermark is where it follows the clock.
    public static final String CLOCK = "PROCTIME";

    /// Whether the watermark is the processing time.
    public boolean followsClock() {
      return watermark instanceof Expression.Call call && call.function().name().equals(CLOCK);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }

  /// Puts each row into its windows: the output is the input's columns and `window_start`,
  /// `window_end`, `window_time` (the end less one millisecond). A row of several windows is
  /// repeated. For sessions, `sessionKeys` are the columns that part them; a row is put out when
  /// its session has ended, and until then it can be retracted.
  record WindowAssign(
      PlanNode input, WindowSpec window, int timeColumn, List<Integer> sessionKeys, Schema schema)
      implements PlanNode {
    public WindowAssign {
      sessionKeys = List.copyOf(sessionKeys);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts() && !(window instanceof WindowSpec.Session);
    }
  }

  /// Calls a table function for each row: the output is some columns of the input, then those of
  /// the function, once for each row that it gives.
  ///
  /// @param arguments columns of the input
  /// @param passed columns of the input that the output begins with
  /// @param outer whether a row for which there are none is kept, with NULLs
  record TableFunctionCall(
      PlanNode input,
      TableFunction.Call call,
      List<Integer> arguments,
      List<Integer> passed,
      boolean outer,
      Schema schema)
      implements PlanNode {
    public TableFunctionCall {
      arguments = List.copyOf(arguments);
      passed = List.copyOf(passed);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }

  /// GROUP BY columns; DISTINCT when there are no calls; one row for all input when there are no
  /// keys. The output is the keys in order, then the calls.
  ///
  /// @param closingKey position within `keys` of an event-time column: a group is complete when the
  ///   watermark reaches its value, and is then forgotten; later rows of it are late
  /// @param lifetime after how long without a row a group is forgotten; `null` for never. Only
  ///   where there are keys, none of them closes, and changes are put out
  record Aggregate(
      PlanNode input,
      List<Integer> keys,
      List<AggregateCall> calls,
      OptionalInt closingKey,
      Emission emission,
      @Nullable StateLifetime lifetime,
      Schema schema)
      implements PlanNode {
    public Aggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
    }

    /// Groups without a lifetime.
    public Aggregate(
        PlanNode input,
        List<Integer> keys,
        List<AggregateCall> calls,
        OptionalInt closingKey,
        Emission emission,
        Schema schema) {
      this(input, keys, calls, closingKey, emission, null, schema);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    /// A group without calls never changes: DISTINCT over append-only rows is append-only.
    @Override
    public boolean retracts() {
      return switch (emission) {
        case CHANGES, CHANGES_PER_RECORD -> !calls.isEmpty() || input.retracts();
        case WINDOW_SNAPSHOT, WINDOW_SNAPSHOT_PER_RECORD, FINAL -> false;
      };
    }
  }

  /// GROUP BY columns and the windows of a time column, in one. The output is the keys in order,
  /// then `window_start`, `window_end`, then the calls. A group is complete when the watermark
  /// reaches its `window_end`; a row is late when all its windows are complete.
  record WindowAggregate(
      PlanNode input,
      WindowSpec window,
      int timeColumn,
      List<Integer> keys,
      List<AggregateCall> calls,
      Emission emission,
      Schema schema)
      implements PlanNode {
    public WindowAggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return switch (emission) {
        case CHANGES, CHANGES_PER_RECORD ->
            // A session moves its bounds as it grows.
            !calls.isEmpty() || window instanceof WindowSpec.Session || input.retracts();
        case WINDOW_SNAPSHOT, WINDOW_SNAPSHOT_PER_RECORD, FINAL -> false;
      };
    }
  }

  /// OVER: the input's columns, then one column per call. All calls share partition and order; a
  /// query with several specifications has several nodes. The input is append-only.
  ///
  /// @param timeOrdered whether the first order key is an ascending event-time column: rows are
  ///   then put in order and released as the watermark passes them, and rows behind it are late;
  ///   otherwise everything is held until the input ends
  record Over(
      PlanNode input,
      List<Integer> partitionKeys,
      List<SortKey> order,
      boolean timeOrdered,
      List<OverCall> calls,
      Schema schema)
      implements PlanNode {
    public Over {
      partitionKeys = List.copyOf(partitionKeys);
      order = List.copyOf(order);
      calls = List.copyOf(calls);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// MATCH_RECOGNIZE: columns of the input, then the measures of what is found in each partition.
  /// The input is append-only.
  ///
  /// @param order how the rows of a partition follow each other
  /// @param timeOrdered whether the first order key is an ascending event-time column: rows are
  ///   then looked at as the watermark passes them, and rows behind it are late; otherwise
  ///   everything is held until the input ends
  /// @param aggregates what slots of the description refer to
  /// @param passed columns of the input that the output begins with
  record Match(
      PlanNode input,
      List<Integer> partitionKeys,
      List<SortKey> order,
      boolean timeOrdered,
      MatchDescription match,
      List<AggregateCall> aggregates,
      List<Integer> passed,
      Schema schema)
      implements PlanNode {
    public Match {
      partitionKeys = List.copyOf(partitionKeys);
      order = List.copyOf(order);
      aggregates = List.copyOf(aggregates);
      passed = List.copyOf(passed);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// ORDER BY with OFFSET and LIMIT over the whole of a bounded input; the output is in order.
  ///
  /// @param keys empty for a bare LIMIT, which then takes rows as they come
  /// @param closingColumn an event-time column that is the first, ascending key: rows are released
  ///   as the watermark passes it, otherwise at the end of the input
  record Sort(
      PlanNode input,
      List<SortKey> keys,
      OptionalInt closingColumn,
      long offset,
      OptionalLong limit)
      implements PlanNode {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// The rows of each partition whose rank by an order lies in a range; the output is the input's
  /// columns and, if asked for, the rank. Equal rows of an input that retracts are told apart by
  /// what they hold, of one that does not by which came first.
  ///
  /// @param from the lowest rank, 1 or more
  /// @param to the highest rank
  /// @param closingKey position within `partitionKeys` of an event-time column: a partition is
  ///   complete when the watermark reaches its value, and is then forgotten; later rows of it are
  ///   late
  /// @param emission `CHANGES` or `FINAL`
  /// @param lifetime after how long without a row a partition is forgotten; `null` for never. Only
  ///   where there are keys, none of them closes, and changes are put out
  record TopN(
      PlanNode input,
      List<Integer> partitionKeys,
      List<SortKey> order,
      OverCall.Ranking.Kind ranking,
      long from,
      long to,
      boolean showsRank,
      OptionalInt closingKey,
      Emission emission,
      @Nullable StateLifetime lifetime,
      Schema schema)
      implements PlanNode {
    public TopN {
      partitionKeys = List.copyOf(partitionKeys);
      order = List.copyOf(order);
    }

    /// Partitions without a lifetime.
    public TopN(
        PlanNode input,
        List<Integer> partitionKeys,
        List<SortKey> order,
        OverCall.Ranking.Kind ranking,
        long from,
        long to,
        boolean showsRank,
        OptionalInt closingKey,
        Emission emission,
        Schema schema) {
      this(
          input,
          partitionKeys,
          order,
          ranking,
          from,
          to,
          showsRank,
          closingKey,
          emission,
          null,
          schema);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return emission != Emission.FINAL;
    }
  }

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
      implements PlanNode {
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
      implements PlanNode {
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

  /// Each row of the input with the rows that another table has for its keys when it comes: a change
  /// of that table later changes nothing. The input is append-only.
  ///
  /// @param table where rows are looked up
  /// @param columns the indexes in its schema that are looked up
  /// @param keys what must be equal: a column of the input, and a position in `columns`. NULL equals
  ///   nothing
  /// @param condition over the columns of a pair: what pairs must meet besides, or `null`
  /// @param outer whether a row without a match comes out, beside NULLs
  /// @param cache what is kept of what was found
  /// @param retries how often a lookup is tried again while the table is out of reach
  /// @param schema the columns of the input, then those looked up
  record LookupJoin(
      PlanNode input,
      TableDescription table,
      List<Integer> columns,
      List<JoinKey> keys,
      @Nullable Expression condition,
      boolean outer,
      LookupCache cache,
      int retries,
      Schema schema)
      implements PlanNode {
    public LookupJoin {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }

    /// The columns that are looked up.
    public Schema found() {
      return table.schema().project(columns);
    }

    /// The positions of all of them.
    public List<Integer> allFound() {
      return IntStream.range(0, columns.size()).boxed().toList();
    }

    /// The columns of a pair.
    public Schema pair() {
      List<Field> fields = new ArrayList<>(input.schema().fields());
      fields.addAll(found().fields());
      return new Schema(fields);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// INTERSECT and EXCEPT, of which all rows of both inputs are kept. Both have the types of
  /// `schema`.
  ///
  /// @param all whether equal rows are counted, rather than put out once
  record SetOperation(PlanNode left, PlanNode right, Kind kind, boolean all, Schema schema)
      implements PlanNode {
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
  record UnionAll(List<PlanNode> inputs, Schema schema) implements PlanNode {
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
      implements PlanNode {
    public Recursion {
      inputs = List.copyOf(inputs);
    }

    @Override
    public boolean retracts() {
      return !atEnd;
    }
  }

  /// What a round of a [Recursion] reads: for index 0 the rows of the round before, for others the
  /// input of that index.
  record RoundInput(int index, boolean retracts, Schema schema) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }
  }

  /// EMIT FINAL over an input that retracts: holds the consolidated rows and releases each once,
  /// when the watermark reaches its `timeColumn`, or at the end of the input without one.
  record HoldUntilFinal(PlanNode input, OptionalInt timeColumn) implements PlanNode {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// EMIT CHANGES EVERY: collects deltas and passes on their sum once per interval of the clock,
  /// and at the end of the input.
  record Throttle(PlanNode input, long intervalMicros) implements PlanNode {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }
}
