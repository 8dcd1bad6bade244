package io.velostream.plan;

import io.velostream.columnar.Schema;
import io.velostream.expression.match.MatchDescription;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What depends on the order of rows.
public sealed interface OrderNode extends UnaryNode {
  /// OVER: the input's columns, then one column per call. All calls share partition and order; a
  /// query with several specifications has several nodes.
  ///
  /// @param timeOrdered whether the first order key is an ascending event-time column: rows are
  ///   then put in order and released as the watermark passes them, and rows behind it are late
  /// @param emission `CHANGES`: all rows are kept, of peers what they hold decides, and each step
  ///   puts out by how much the results have changed; not if `timeOrdered`. `FINAL`: each row comes
  ///   out once, and if not `timeOrdered` at the end of the input; the input is then append-only
  record Over(
      PlanNode input,
      List<Integer> partitionKeys,
      List<SortKey> order,
      boolean timeOrdered,
      List<OverCall> calls,
      Emission emission,
      Schema schema)
      implements OrderNode {
    public Over {
      partitionKeys = List.copyOf(partitionKeys);
      order = List.copyOf(order);
      calls = List.copyOf(calls);
    }

    /// OVER that puts each row out once.
    public Over(
        PlanNode input,
        List<Integer> partitionKeys,
        List<SortKey> order,
        boolean timeOrdered,
        List<OverCall> calls,
        Schema schema) {
      this(input, partitionKeys, order, timeOrdered, calls, Emission.FINAL, schema);
    }

    /// Whether results are kept up to date while rows come and go.
    public boolean changes() {
      return emission != Emission.FINAL;
    }

    @Override
    public boolean retracts() {
      return changes();
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
      implements OrderNode {
    public Match {
      partitionKeys = List.copyOf(partitionKeys);
      order = List.copyOf(order);
      aggregates = List.copyOf(aggregates);
      passed = List.copyOf(passed);
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
      implements OrderNode {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public Schema schema() {
      return input.schema();
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
      implements OrderNode {
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
    public boolean retracts() {
      return emission != Emission.FINAL;
    }
  }
}
