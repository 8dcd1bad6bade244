package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Small plans over a table of trades. */
final class Plans {
  static final long SECOND = 1_000_000L;
  static final long MINUTE = 60 * SECOND;

  static final int TS = 0;
  static final int SYMBOL = 1;
  static final int TRADER = 2;
  static final int PRICE = 3;
  static final int QUANTITY = 4;
  static final int LARGE = 5;

  static final Schema TRADES =
      Schema.of(
          new Field("ts", DataType.TIMESTAMP_MILLIS, false),
          new Field("symbol", DataType.STRING, false),
          Field.of("trader_id", DataType.STRING),
          Field.of("price", DataType.DOUBLE),
          new Field("quantity", DataType.BIGINT, false),
          Field.of("large", DataType.BOOLEAN));

  private Plans() {}

  static LeafNode.Scan trades() {
    return trades(false);
  }

  static LeafNode.Scan trades(boolean retracts) {
    return new LeafNode.Scan(table("trades", TRADES), List.of(0, 1, 2, 3, 4, 5), retracts, TRADES);
  }

  static TableDescription table(String name, Schema schema) {
    return new TableDescription(name, Map.of("connector", "kafka", "password", "s3cret"), schema);
  }

  /** The trades with a watermark five seconds behind. */
  static PlanNode timed(PlanNode input) {
    return new RowNode.Watermark(
        input, TS, call("-", DataType.TIMESTAMP_MILLIS, column(TS), interval(5 * SECOND)));
  }

  static GroupNode.Aggregate aggregate(
      PlanNode input, List<Integer> keys, OptionalInt closing, AggregateCall... calls) {
    return new GroupNode.Aggregate(
        input, keys, List.of(calls), closing, Emission.CHANGES, grouped(input, keys, 0, calls));
  }

  /** Keys, `window_start` and `window_end` when asked for, calls. */
  static Schema grouped(
      PlanNode input, List<Integer> keys, int windowColumns, AggregateCall... calls) {
    List<Field> fields = new ArrayList<>(input.schema().project(keys).fields());
    List.of("window_start", "window_end").subList(0, windowColumns).stream()
        .map(name -> new Field(name, DataType.TIMESTAMP_MILLIS, false))
        .forEach(fields::add);
    for (AggregateCall call : calls) {
      fields.add(Field.of(call.name(), call.type()));
    }
    return new Schema(fields);
  }

  static AggregateCall aggregateCall(String name, AggregateFunction function, Integer... columns) {
    return new AggregateCall(
        function, List.of(columns), false, OptionalInt.empty(), DataType.BIGINT, name);
  }

  static AggregateCall distinct(String name, AggregateFunction function, Integer... columns) {
    return new AggregateCall(
        function, List.of(columns), true, OptionalInt.empty(), DataType.BIGINT, name);
  }

  static AggregateCall count() {
    return aggregateCall("trade_count", AggregateFunction.COUNT);
  }

  static PlanNode windowed(PlanNode input) {
    List<Field> fields = new ArrayList<>(input.schema().fields());
    for (String name : List.of("window_start", "window_end", "window_time")) {
      fields.add(new Field(name, DataType.TIMESTAMP_MILLIS, false));
    }
    return new RowNode.WindowAssign(
        input,
        new io.velostream.stream.time.WindowSpec.Tumble(MINUTE, 0),
        TS,
        List.of(),
        new Schema(fields));
  }

  static Plan plan(PlanNode root, String... warnings) {
    return new Plan(root, Optional.empty(), false, List.of(warnings));
  }

  static Column column(int index) {
    Field field = TRADES.field(index);
    return new Column(index, field.type(), field.nullable());
  }

  static List<Expression> columns(int... indexes) {
    return IntStream.of(indexes).<Expression>mapToObj(Plans::column).toList();
  }

  static Literal interval(long micros) {
    return new Literal(micros, new DataType.Interval(DataType.Interval.Family.DAY_TIME));
  }

  static Literal integer(long value) {
    return new Literal(value, DataType.INTEGER);
  }

  static Expression call(String name, DataType type, Expression... arguments) {
    return FunctionCatalogue.call(name, List.of(arguments), type, SourcePosition.NONE)
        .orElseThrow();
  }

  static Expression test(String sign, Expression a, Expression b) {
    return call(sign, DataType.BOOLEAN, a, b);
  }
}
