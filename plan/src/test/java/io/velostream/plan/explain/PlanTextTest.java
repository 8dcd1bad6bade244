package io.velostream.plan.explain;

import static io.velostream.plan.explain.Plans.LARGE;
import static io.velostream.plan.explain.Plans.MINUTE;
import static io.velostream.plan.explain.Plans.PRICE;
import static io.velostream.plan.explain.Plans.QUANTITY;
import static io.velostream.plan.explain.Plans.SYMBOL;
import static io.velostream.plan.explain.Plans.TRADER;
import static io.velostream.plan.explain.Plans.TRADES;
import static io.velostream.plan.explain.Plans.TS;
import static io.velostream.plan.explain.Plans.aggregate;
import static io.velostream.plan.explain.Plans.aggregateCall;
import static io.velostream.plan.explain.Plans.column;
import static io.velostream.plan.explain.Plans.count;
import static io.velostream.plan.explain.Plans.integer;
import static io.velostream.plan.explain.Plans.plan;
import static io.velostream.plan.explain.Plans.timed;
import static io.velostream.plan.explain.Plans.trades;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTextTest {
  @Test
  void aPlanIsATreeWithTheSinkOnTop() {
    PlanNode root =
        new GroupNode.Aggregate(
            Plans.windowed(timed(trades())),
            List.of(SYMBOL, TRADES.size() + 1),
            List.of(count(), aggregateCall("avg_price", AggregateFunction.AVG, PRICE)),
            OptionalInt.of(1),
            Emission.FINAL,
            Schema.of(
                Field.of("symbol", DataType.STRING),
                Field.of("window_end", DataType.TIMESTAMP_MILLIS),
                Field.of("trade_count", DataType.BIGINT),
                Field.of("avg_price", DataType.DOUBLE)));
    Plan plan =
        new Plan(
            root,
            Optional.of(Plans.table("out", root.schema())),
            true,
            List.of("the first warning", "the second"));
    assertThat(PlanText.of(plan))
        .isEqualTo(
            """
            Sink table out connector kafka
            └─ Aggregate keys [symbol, window_end] calls [trade_count = COUNT(*), avg_price = AVG(price)] emit final
               │    changelog: append-only
               │    state: about 64 B per group; groups expire when the watermark passes window_end
               └─ WindowAssign window TUMBLE(ts, INTERVAL '1' MINUTE)
                  │    changelog: append-only
                  │    state: none
                  └─ Watermark for ts as ts - INTERVAL '5' SECOND
                     │    changelog: append-only
                     │    state: none
                     └─ Scan table trades connector kafka columns [ts, symbol, trader_id, price, quantity, large]
                             changelog: append-only
                             state: none
            step: one record
            exchange: none (one pipeline)
            warning: the first warning
            warning: the second
            """);
  }

  @Test
  void aUnionBranches() {
    PlanNode root = new CombineNode.UnionAll(List.of(trades(true), timed(trades())), TRADES);
    assertThat(PlanText.of(plan(root)))
        .isEqualTo(
            """
            UnionAll
            │    changelog: retracts
            │    state: none
            ├─ Scan table trades connector kafka columns [ts, symbol, trader_id, price, quantity, large]
            │       changelog: retracts
            │       state: none
            └─ Watermark for ts as ts - INTERVAL '5' SECOND
               │    changelog: append-only
               │    state: none
               └─ Scan table trades connector kafka columns [ts, symbol, trader_id, price, quantity, large]
                       changelog: append-only
                       state: none
            exchange: none (one pipeline)
            """);
  }

  /** The root's lines only: name and arguments, changelog, state. */
  @ParameterizedTest
  @MethodSource
  void everyNodeTellsItsArgumentsAndItsState(PlanNode node, String expected) {
    String text =
        PlanText.of(plan(node))
            .lines()
            .limit(3)
            .map(line -> line.replaceFirst("^[│ ]+", ""))
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(text).isEqualTo(expected);
  }

  static Stream<Arguments> everyNodeTellsItsArgumentsAndItsState() {
    return Stream.of(sources(), rows(), aggregates(), windows(), sorts(), holds())
        .flatMap(nodes -> nodes);
  }

  private static Stream<Arguments> sources() {
    Schema two = Schema.of(Field.of("a", DataType.INTEGER), Field.of("b", DataType.STRING));
    List<Literal> row = List.of(integer(1), new Literal(Slice.utf8("x"), DataType.STRING));
    return Stream.of(
        argumentSet(
            "scan of some columns",
            new LeafNode.Scan(
                Plans.table("data/trades.csv", TRADES),
                List.of(PRICE, SYMBOL),
                TRADES.project(List.of(PRICE, SYMBOL))),
            """
            Scan table "data/trades.csv" connector kafka columns [price, symbol] of 6
            changelog: append-only
            state: none
            """),
        argumentSet(
            "values",
            new LeafNode.Values(List.of(row, row), two),
            """
            Values rows [(1, 'x'), (1, 'x')]
            changelog: append-only
            state: none
            """),
        argumentSet(
            "many values",
            new LeafNode.Values(List.of(row, row, row, row, row), two),
            """
            Values rows [(1, 'x'), (1, 'x'), (1, 'x'), and 2 more]
            changelog: append-only
            state: none
            """));
  }

  private static Stream<Arguments> rows() {
    Expression large = Plans.test(">", column(QUANTITY), integer(100));
    Schema outputs =
        Schema.of(Field.of("symbol", DataType.STRING), Field.of("twice", DataType.BIGINT));
    List<Expression> computed =
        List.of(column(SYMBOL), Plans.call("*", DataType.BIGINT, column(QUANTITY), integer(2)));
    return Stream.of(
        argumentSet(
            "filter and projection",
            new RowNode.Calc(trades(), large, computed, outputs),
            """
            Calc where quantity > 100 select [symbol, twice = quantity * 2]
            changelog: append-only
            state: none
            """),
        argumentSet(
            "filter alone",
            new RowNode.Calc(trades(true), large, Plans.columns(0, 1, 2, 3, 4, 5), TRADES),
            """
            Calc where quantity > 100
            changelog: retracts
            state: none
            """),
        argumentSet(
            "projection alone",
            new RowNode.Calc(trades(), null, Plans.columns(0, 1, 2, 3, 4, 5), TRADES),
            """
            Calc select [ts, symbol, trader_id, price, quantity, large]
            changelog: append-only
            state: none
            """));
  }

  private static Stream<Arguments> aggregates() {
    AggregateCall filtered =
        new AggregateCall(
            AggregateFunction.SUM,
            List.of(QUANTITY),
            false,
            OptionalInt.of(LARGE),
            DataType.BIGINT,
            "sum of large");
    return Stream.of(
        argumentSet(
            "group by",
            aggregate(trades(), List.of(TRADER, SYMBOL), OptionalInt.empty(), count(), filtered),
            """
            Aggregate keys [trader_id, symbol] calls [trade_count = COUNT(*), "sum of large" = SUM(quantity) FILTER (WHERE large)] emit changes
            changelog: retracts
            state: about 80 B per group; grows with distinct trader_id, symbol; no watermark frees it
            """),
        argumentSet(
            "an aggregate of all rows",
            aggregate(trades(), List.of(), OptionalInt.empty(), count()),
            """
            Aggregate calls [trade_count = COUNT(*)] emit changes
            changelog: retracts
            state: about 8 B per group; one group
            """),
        argumentSet(
            "a distinct count of all rows",
            aggregate(
                trades(),
                List.of(),
                OptionalInt.empty(),
                Plans.distinct("traders", AggregateFunction.COUNT, TRADER)),
            """
            Aggregate calls [traders = COUNT(DISTINCT trader_id)] emit changes
            changelog: retracts
            state: about 16 B per group, 64 B per distinct trader_id of a group; one group; grows with distinct trader_id; no watermark frees it
            """),
        argumentSet(
            "an extreme that can be retracted",
            aggregate(
                trades(true),
                List.of(SYMBOL),
                OptionalInt.empty(),
                aggregateCall("top", AggregateFunction.MAX, PRICE)),
            """
            Aggregate keys [symbol] calls [top = MAX(price)] emit changes
            changelog: retracts
            state: about 56 B per group, 56 B per distinct price of a group; grows with distinct symbol; no watermark frees it
            """),
        argumentSet(
            "distinct",
            new GroupNode.Aggregate(
                trades(),
                List.of(SYMBOL),
                List.of(),
                OptionalInt.empty(),
                Emission.FINAL,
                TRADES.project(List.of(SYMBOL))),
            """
            Distinct keys [symbol] emit final
            changelog: append-only
            state: about 40 B per group; grows with distinct symbol; no watermark frees it
            """),
        argumentSet(
            "group by event time",
            aggregate(timed(trades()), List.of(SYMBOL, TS), OptionalInt.of(1), count()),
            """
            Aggregate keys [symbol, ts] calls [trade_count = COUNT(*)] emit changes
            changelog: retracts
            state: about 48 B per group; groups expire when the watermark passes ts
            """));
  }

  private static Stream<Arguments> windows() {
    return Stream.of(
        argumentSet(
            "tumbling windows",
            window(timed(trades()), new WindowSpec.Tumble(MINUTE, 0), Emission.FINAL),
            """
            WindowAggregate window TUMBLE(ts, INTERVAL '1' MINUTE) keys [symbol] calls [trade_count = COUNT(*)] emit final
            changelog: append-only
            state: about 40 B per group; groups expire when the watermark passes window_end
            """),
        argumentSet(
            "sliding windows",
            window(
                timed(trades()),
                new WindowSpec.Hop(MINUTE, 5 * MINUTE, 0),
                Emission.CHANGES_PER_RECORD),
            """
            WindowAggregate window HOP(ts, INTERVAL '1' MINUTE, INTERVAL '5' MINUTE) keys [symbol] calls [trade_count = COUNT(*)] emit changes per record
            changelog: retracts
            state: about 40 B per group and slide of INTERVAL '1' MINUTE; groups expire when the watermark passes window_end
            """),
        argumentSet(
            "cumulating windows with an offset",
            window(
                timed(trades()),
                new WindowSpec.Cumulate(MINUTE, 60 * MINUTE, -30 * MINUTE),
                Emission.WINDOW_SNAPSHOT),
            """
            WindowAggregate window CUMULATE(ts, INTERVAL '1' MINUTE, INTERVAL '1' HOUR, INTERVAL -'30' MINUTE) keys [symbol] calls [trade_count = COUNT(*)] emit window snapshot
            changelog: append-only
            state: about 40 B per group and step of INTERVAL '1' MINUTE; groups expire when the watermark passes window_end
            """),
        argumentSet(
            "sessions",
            window(
                timed(trades()),
                new WindowSpec.Session(MINUTE),
                Emission.WINDOW_SNAPSHOT_PER_RECORD),
            """
            WindowAggregate window SESSION(ts, INTERVAL '1' MINUTE) keys [symbol] calls [trade_count = COUNT(*)] emit window snapshot per record
            changelog: append-only
            state: about 40 B per group and open session; groups expire when the watermark passes window_end
            """),
        argumentSet(
            "windows of a time without watermark",
            window(trades(), new WindowSpec.Tumble(MINUTE, 0), Emission.FINAL),
            """
            WindowAggregate window TUMBLE(ts, INTERVAL '1' MINUTE) keys [symbol] calls [trade_count = COUNT(*)] emit final
            changelog: append-only
            state: about 40 B per group; grows with distinct symbol, window of ts; no watermark frees it
            """),
        argumentSet(
            "rows in sessions",
            session(timed(trades())),
            """
            WindowAssign window SESSION(ts, INTERVAL '1' MINUTE) partition by [symbol]
            changelog: append-only
            state: rows of open sessions; released when the watermark passes window_end
            """),
        argumentSet(
            "rows in sessions of a time without watermark",
            session(trades()),
            """
            WindowAssign window SESSION(ts, INTERVAL '1' MINUTE) partition by [symbol]
            changelog: append-only
            state: all rows until the end of input; grows with the input; no watermark frees it
            """));
  }

  private static Stream<Arguments> sorts() {
    List<SortKey> byPrice =
        List.of(new SortKey(PRICE, true, false), new SortKey(SYMBOL, false, true));
    List<SortKey> byTime = List.of(new SortKey(TS, false, true));
    OptionalInt none = OptionalInt.empty();
    OptionalLong ten = OptionalLong.of(10);
    return Stream.of(
        argumentSet(
            "order by",
            new OrderNode.Sort(trades(), byPrice, none, 0, OptionalLong.empty()),
            """
            Sort by [price DESC NULLS LAST, symbol]
            changelog: append-only
            state: all rows until the end of input; grows with the input; no watermark frees it
            """),
        argumentSet(
            "order by event time",
            new OrderNode.Sort(
                timed(trades()), byTime, OptionalInt.of(TS), 0, OptionalLong.empty()),
            """
            Sort by [ts]
            changelog: append-only
            state: rows newer than the watermark; rows are released as the watermark passes ts
            """),
        argumentSet(
            "the first rows by an order",
            new OrderNode.Sort(trades(), byPrice, none, 5, ten),
            """
            Sort by [price DESC NULLS LAST, symbol] offset 5 fetch 10
            changelog: append-only
            state: the first 15 rows by the order; offset and fetch
            """),
        argumentSet(
            "the first rows by an order of rows that can be retracted",
            new OrderNode.Sort(trades(true), byPrice, none, 0, ten),
            """
            Sort by [price DESC NULLS LAST, symbol] fetch 10
            changelog: append-only
            state: all rows until the end of input; grows with the input; no watermark frees it
            """),
        argumentSet(
            "limit",
            new OrderNode.Sort(trades(), List.of(), none, 0, ten),
            """
            Limit fetch 10
            changelog: append-only
            state: none
            """),
        argumentSet(
            "limit of rows that can be retracted",
            new OrderNode.Sort(trades(true), List.of(), none, 3, OptionalLong.empty()),
            """
            Limit offset 3
            changelog: append-only
            state: all rows until the end of input; grows with the input; no watermark frees it
            """));
  }

  private static Stream<Arguments> holds() {
    return Stream.of(
        argumentSet(
            "hold until final",
            new HoldNode.HoldUntilFinal(timed(trades(true)), OptionalInt.of(TS)),
            """
            HoldUntilFinal by ts
            changelog: append-only
            state: rows newer than the watermark; rows are released as the watermark passes ts
            """),
        argumentSet(
            "hold until the end",
            new HoldNode.HoldUntilFinal(trades(true), OptionalInt.empty()),
            """
            HoldUntilFinal
            changelog: append-only
            state: all rows until the end of input; grows with the input; no watermark frees it
            """),
        argumentSet(
            "throttle",
            new HoldNode.Throttle(trades(true), Plans.SECOND),
            """
            Throttle every INTERVAL '1' SECOND
            changelog: retracts
            state: rows that changed; passed on at the end of each interval
            """));
  }

  private static PlanNode window(PlanNode input, WindowSpec window, Emission emission) {
    List<Integer> keys = List.of(SYMBOL);
    Schema schema = Plans.grouped(input, keys, 2, count());
    return new GroupNode.WindowAggregate(
        input, window, TS, keys, List.of(count()), emission, schema);
  }

  private static PlanNode session(PlanNode input) {
    return new RowNode.WindowAssign(
        input, new WindowSpec.Session(MINUTE), TS, List.of(SYMBOL), Plans.windowed(input).schema());
  }
}
