package io.velostream.benchmarks.micro;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.operators.Operator;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The aggregation of scenarios 2 and 3a as single operators, without the product: by trader and
/// symbol COUNT(*), AVG(price), SUM(quantity).
final class TradeAggregates {
  private static final List<Integer> KEYS = List.of(0, 1);
  private static final int PRICE = 2;
  private static final int QUANTITY = 3;
  private static final int TIME = 4;
  private static final long MINUTE = 60_000_000;
  private static final List<AggregateCall> CALLS =
      List.of(
          call(AggregateFunction.COUNT, List.of(), DataType.BIGINT, "trade_count"),
          call(AggregateFunction.AVG, List.of(PRICE), DataType.DOUBLE, "avg_price"),
          call(AggregateFunction.SUM, List.of(QUANTITY), DataType.BIGINT, "total_quantity"));

  private TradeAggregates() {}

  /// GROUP BY that emits changes at the end of each step. Columns of the output: the keys, then the
  /// aggregates.
  static Operator grouped(Schema trades) {
    PlanNode node =
        new GroupNode.Aggregate(
            scan(trades),
            KEYS,
            CALLS,
            OptionalInt.empty(),
            Emission.CHANGES,
            output(trades, List.of()));
    return lower(node);
  }

  /// The same in windows of a minute, emitted once. Columns of the output: the keys, the window's
  /// start and end, then the aggregates.
  static Operator windowed(Schema trades) {
    List<Field> bounds =
        List.of(
            new Field("window_start", DataType.TIMESTAMP_MILLIS, false),
            new Field("window_end", DataType.TIMESTAMP_MILLIS, false));
    PlanNode node =
        new GroupNode.WindowAggregate(
            scan(trades),
            new WindowSpec.Tumble(MINUTE, 0),
            TIME,
            KEYS,
            CALLS,
            Emission.FINAL,
            output(trades, bounds));
    return lower(node);
  }

  private static Operator lower(PlanNode node) {
    return Lowering.operator(node, new LoweringContext(RuntimeSettings.DEFAULT, "micro"));
  }

  private static PlanNode scan(Schema trades) {
    return new LeafNode.Scan(
        new TableDescription("trades", Map.of(), trades),
        IntStream.range(0, trades.size()).boxed().toList(),
        trades);
  }

  private static Schema output(Schema trades, List<Field> bounds) {
    List<Field> fields = new ArrayList<>(trades.project(KEYS).fields());
    fields.addAll(bounds);
    CALLS.forEach(call -> fields.add(Field.of(call.name(), call.type())));
    return new Schema(fields);
  }

  private static AggregateCall call(
      AggregateFunction function, List<Integer> arguments, DataType type, String name) {
    return new AggregateCall(function, arguments, false, OptionalInt.empty(), type, name);
  }
}
