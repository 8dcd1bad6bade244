package io.velostream.plan.explain;

import static io.velostream.plan.explain.Plans.PRICE;
import static io.velostream.plan.explain.Plans.SYMBOL;
import static io.velostream.plan.explain.Plans.TRADER;
import static io.velostream.plan.explain.Plans.TRADES;
import static io.velostream.plan.explain.Plans.TS;
import static io.velostream.plan.explain.Plans.aggregate;
import static io.velostream.plan.explain.Plans.count;
import static io.velostream.plan.explain.Plans.timed;
import static io.velostream.plan.explain.Plans.trades;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UnboundedStateTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  @Test
  void groupingWithoutTimeWarns() {
    assertThat(UnboundedState.warnings(aggregate(trades(), List.of(TRADER, SYMBOL), NONE, count())))
        .containsExactly(
            "GROUP BY trader_id, symbol keeps a group for every distinct trader_id, symbol, and no"
                + " watermark frees any: its state grows for as long as new values come; a window"
                + " of event time bounds it");
  }

  @Test
  void distinctWarns() {
    assertThat(UnboundedState.warnings(aggregate(trades(), List.of(SYMBOL), NONE)))
        .singleElement()
        .asString()
        .startsWith("DISTINCT over symbol keeps a group for every distinct symbol, and no");
  }

  @Test
  void countingDistinctValuesWarnsEvenWithoutGroups() {
    PlanNode node =
        aggregate(
            trades(), List.of(), NONE, Plans.distinct("traders", AggregateFunction.COUNT, TRADER));
    assertThat(UnboundedState.warnings(node))
        .singleElement()
        .asString()
        .startsWith("an aggregate of the whole input keeps every distinct trader_id, and no");
  }

  @Test
  void whatTimeOrAConstantBoundsDoesNotWarn() {
    PlanNode one = aggregate(trades(), List.of(), NONE, count());
    PlanNode closing = aggregate(timed(trades()), List.of(SYMBOL, TS), OptionalInt.of(1), count());
    PlanNode window = window(timed(trades()), TS);
    PlanNode hold = new HoldNode.HoldUntilFinal(timed(trades(true)), OptionalInt.of(TS));
    PlanNode limit =
        new OrderNode.Sort(
            trades(), List.of(new SortKey(PRICE, true, false)), NONE, 0, OptionalLong.of(3));
    assertThat(List.of(one, closing, window, hold, limit))
        .allSatisfy(node -> assertThat(UnboundedState.warnings(node)).isEmpty());
  }

  @Test
  void aWindowOfATimeWithoutWatermarkWarns() {
    assertThat(UnboundedState.warnings(window(trades(), TS)))
        .singleElement()
        .asString()
        .endsWith("ts has no watermark; declare a WATERMARK for it");
  }

  @Test
  void eventTimeIsFollowedThroughProjections() {
    Schema renamed =
        Schema.of(
            Field.of("s", DataType.STRING), new Field("at", DataType.TIMESTAMP_MILLIS, false));
    PlanNode kept = new RowNode.Calc(timed(trades()), null, Plans.columns(SYMBOL, TS), renamed);
    assertThat(UnboundedState.warnings(window(kept, 1))).isEmpty();

    PlanNode untimed = new RowNode.Calc(trades(), null, Plans.columns(SYMBOL, TS), renamed);
    assertThat(UnboundedState.warnings(window(untimed, 1))).hasSize(1);
  }

  @Test
  void aUnionHasEventTimeOnlyIfAllItsInputsHave() {
    PlanNode both = new CombineNode.UnionAll(List.of(timed(trades()), timed(trades())), TRADES);
    assertThat(UnboundedState.warnings(window(both, TS))).isEmpty();

    PlanNode one = new CombineNode.UnionAll(List.of(timed(trades()), trades()), TRADES);
    assertThat(UnboundedState.warnings(window(one, TS))).hasSize(1);
  }

  @Test
  void windowsOfWindowsFollowTheEnd() {
    PlanNode inner = window(timed(trades()), TS);
    assertThat(UnboundedState.warnings(window(inner, 1))).as("of window_end").isEmpty();
    assertThat(UnboundedState.warnings(window(inner, 0))).as("of window_start").hasSize(1);
  }

  @Test
  void whatIsReleasedByTimeKeepsItsEventTime() {
    OptionalInt time = OptionalInt.of(TS);
    PlanNode sorted =
        new OrderNode.Sort(
            timed(trades()), List.of(new SortKey(TS, false, true)), time, 0, OptionalLong.empty());
    PlanNode held = new HoldNode.HoldUntilFinal(timed(trades(true)), time);
    PlanNode grouped = aggregate(timed(trades()), List.of(TS, SYMBOL), OptionalInt.of(0), count());
    assertThat(List.of(window(sorted, TS), window(held, TS), window(grouped, 0)))
        .allSatisfy(node -> assertThat(UnboundedState.warnings(node)).isEmpty());

    PlanNode atTheEnd = new HoldNode.HoldUntilFinal(timed(trades(true)), NONE);
    assertThat(UnboundedState.warnings(window(atTheEnd, TS))).hasSize(2);
  }

  @Test
  void afterAThrottleNoColumnIsEventTime() {
    PlanNode throttled = new HoldNode.Throttle(timed(trades()), Plans.SECOND);
    assertThat(UnboundedState.warnings(window(throttled, TS))).hasSize(1);
  }

  @Test
  void equalWarningsAreGivenOnceAndTheSourcesComeFirst() {
    PlanNode groups = aggregate(trades(), List.of(SYMBOL), NONE, count());
    PlanNode union = new CombineNode.UnionAll(List.of(groups, groups), groups.schema());
    PlanNode sorted =
        new OrderNode.Sort(
            union, List.of(new SortKey(1, true, false)), NONE, 0, OptionalLong.empty());
    List<String> warnings = UnboundedState.warnings(Plans.plan(sorted));
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0)).startsWith("GROUP BY symbol");
    assertThat(warnings.get(1)).startsWith("ORDER BY trade_count DESC NULLS LAST holds all rows");
  }

  private static PlanNode window(PlanNode input, int time) {
    List<Integer> keys = List.of();
    return new GroupNode.WindowAggregate(
        input,
        new WindowSpec.Tumble(Plans.MINUTE, 0),
        time,
        keys,
        List.of(count()),
        Emission.FINAL,
        Plans.grouped(input, keys, 2, count()));
  }
}
