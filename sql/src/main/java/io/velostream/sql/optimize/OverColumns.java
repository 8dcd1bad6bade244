package io.velostream.sql.optimize;

import io.velostream.plan.OverCall;
import io.velostream.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/// The input columns of OVER calls and order keys.
final class OverColumns {
  private OverColumns() {}

  /// The columns that a call reads.
  static List<Integer> of(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate c -> {
        List<Integer> columns = new ArrayList<>(c.arguments());
        c.filter().ifPresent(columns::add);
        yield columns;
      }
      case OverCall.NthValue c -> List.of(c.argument());
      case OverCall.Lag c -> List.of(c.argument());
      case OverCall.Lead c -> List.of(c.argument());
      case OverCall.Ranking _, OverCall.Distribution _ -> List.of();
    };
  }

  /// The same call over columns that have moved.
  static OverCall moved(OverCall call, IntUnaryOperator move) {
    return switch (call) {
      case OverCall.FrameAggregate c ->
          new OverCall.FrameAggregate(
              c.function(),
              c.arguments().stream().map(move::applyAsInt).toList(),
              c.parameters(),
              c.distinct(),
              c.filter().isPresent()
                  ? OptionalInt.of(move.applyAsInt(c.filter().getAsInt()))
                  : OptionalInt.empty(),
              c.frame(),
              c.ignoreNulls(),
              c.type(),
              c.name(),
              c.user());
      case OverCall.NthValue c ->
          new OverCall.NthValue(
              move.applyAsInt(c.argument()), c.n(), c.frame(), c.ignoreNulls(), c.type(), c.name());
      case OverCall.Lag c ->
          new OverCall.Lag(
              move.applyAsInt(c.argument()),
              c.offset(),
              c.ignoreNulls(),
              c.otherwise(),
              c.type(),
              c.name());
      case OverCall.Lead c ->
          new OverCall.Lead(
              move.applyAsInt(c.argument()),
              c.offset(),
              c.ignoreNulls(),
              c.otherwise(),
              c.type(),
              c.name());
      case OverCall.Ranking c -> c;
      case OverCall.Distribution c -> c;
    };
  }

  /// The same order over a column that has moved.
  static SortKey moved(SortKey key, IntUnaryOperator move) {
    return new SortKey(move.applyAsInt(key.column()), key.descending(), key.nullsFirst());
  }
}
