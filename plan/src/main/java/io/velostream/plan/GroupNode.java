package io.velostream.plan;

import io.velostream.columnar.Schema;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What makes one row of a group of rows.
public sealed interface GroupNode extends UnaryNode {
  /// The columns whose values make a group.
  List<Integer> keys();

  /// What is computed of each group.
  List<AggregateCall> calls();

  /// When a group is put out.
  Emission emission();

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
      implements GroupNode {
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
      implements GroupNode {
    public WindowAggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
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
}
