package io.velostream.plan.explain;

import static io.velostream.plan.explain.Plans.MINUTE;
import static io.velostream.plan.explain.Plans.PRICE;
import static io.velostream.plan.explain.Plans.SYMBOL;
import static io.velostream.plan.explain.Plans.TRADES;
import static io.velostream.plan.explain.Plans.TS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.Frame.Bound;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OverTextTest {
  private static final Bound CURRENT = new Bound.CurrentRow();
  private static final String TO_END =
      "all rows until the end of input; grows with the input; no watermark frees it";

  @Test
  void theNodeNamesPartitionOrderAndCalls() {
    OrderNode.Over node =
        over(
            List.of(SYMBOL),
            true,
            average(rows(new Bound.Preceding(99), CURRENT)),
            ranking(OverCall.Ranking.Kind.ROW_NUMBER));
    assertThat(PlanText.of(Plans.plan(node)))
        .startsWith(
            """
            Over partition by [symbol] order by [ts] calls [x = AVG(price) ROWS BETWEEN 99 PRECEDING AND CURRENT ROW, x = ROW_NUMBER()]
            │    changelog: append-only
            │    state: rows newer than the watermark, last 99 rows per symbol, running results per symbol; grows with distinct symbol; no watermark frees it
            """);
  }

  @ParameterizedTest
  @MethodSource
  void callsReadAsSqlAndSayWhatTheyKeep(OverCall call, String text, String state) {
    Explanation node = NodeExplainers.explain(over(List.of(), true, call));
    assertThat(new OverText(over(List.of(), true, call)).of(call)).isEqualTo("x = " + text);
    assertThat(node.state().line()).isEqualTo(state);
  }

  static Stream<Arguments> callsReadAsSqlAndSayWhatTheyKeep() {
    String released = "; rows are released as the watermark passes ts";
    String newer = "rows newer than the watermark";
    Literal zero = new Literal(0.0, DataType.DOUBLE);
    Literal absent = new Literal(null, DataType.DOUBLE);
    return Stream.of(
        arguments(
            average(rows(CURRENT, CURRENT)),
            "AVG(price) ROWS BETWEEN CURRENT ROW AND CURRENT ROW",
            newer + released),
        arguments(
            average(rows(new Bound.UnboundedPreceding(), CURRENT)),
            "AVG(price) ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            newer + ", running results" + released),
        arguments(
            average(range(new Bound.Preceding(MINUTE), new Bound.Following(Plans.SECOND))),
            "AVG(price) RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING"
                + " AND INTERVAL '1' SECOND FOLLOWING",
            newer
                + ", rows less than INTERVAL '1' SECOND behind it"
                + ", rows of the last INTERVAL '1' MINUTE"
                + released),
        arguments(
            average(rows(CURRENT, new Bound.UnboundedFollowing())),
            "AVG(price) ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
            TO_END),
        arguments(
            new OverCall.FrameAggregate(
                AggregateFunction.LAST_VALUE,
                List.of(PRICE),
                false,
                OptionalInt.of(Plans.LARGE),
                rows(new Bound.Preceding(1), CURRENT),
                true,
                DataType.DOUBLE,
                "x"),
            "LAST_VALUE(price) FILTER (WHERE large) IGNORE NULLS"
                + " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW",
            newer + ", last 1 row" + released),
        arguments(
            new OverCall.NthValue(
                PRICE, 2, rows(CURRENT, new Bound.Following(3)), false, DataType.DOUBLE, "x"),
            "NTH_VALUE(price, 2) ROWS BETWEEN CURRENT ROW AND 3 FOLLOWING",
            newer + ", rows that await 3 more rows" + released),
        arguments(
            new OverCall.Lag(PRICE, 4, false, absent, DataType.DOUBLE, "x"),
            "LAG(price, 4)",
            newer + ", last 4 rows" + released),
        arguments(
            new OverCall.Lead(PRICE, 1, true, zero, DataType.DOUBLE, "x"),
            "LEAD(price, 1, 0.0E0) IGNORE NULLS",
            newer + ", rows that await 1 more row" + released),
        arguments(
            ranking(OverCall.Ranking.Kind.DENSE_RANK),
            "DENSE_RANK()",
            newer + ", running results" + released));
  }

  @Test
  void aRangeOfTimeBoundsWhatIsKeptOfEachPartition() {
    Explanation node =
        NodeExplainers.explain(
            over(List.of(SYMBOL), true, average(range(new Bound.Preceding(MINUTE), CURRENT))));
    assertThat(node.state().line())
        .isEqualTo(
            "rows newer than the watermark, rows of the last INTERVAL '1' MINUTE per symbol;"
                + " rows are released as the watermark passes ts");
    assertThat(node.state().warnings()).isEmpty();
  }

  @Test
  void withoutAnOrderByTimeAllRowsAreHeld() {
    Explanation node =
        NodeExplainers.explain(over(List.of(SYMBOL), false, ranking(OverCall.Ranking.Kind.RANK)));
    assertThat(node.state().line()).isEqualTo(TO_END);
  }

  private static OrderNode.Over over(List<Integer> keys, boolean timeOrdered, OverCall... calls) {
    List<Field> fields = new ArrayList<>(TRADES.fields());
    for (OverCall call : calls) {
      fields.add(Field.of(call.name(), call.type()));
    }
    int order = timeOrdered ? TS : PRICE;
    return new OrderNode.Over(
        Plans.timed(Plans.trades()),
        keys,
        List.of(new SortKey(order, false, true)),
        timeOrdered,
        List.of(calls),
        new Schema(fields));
  }

  private static OverCall average(Frame frame) {
    return new OverCall.FrameAggregate(
        AggregateFunction.AVG,
        List.of(PRICE),
        false,
        OptionalInt.empty(),
        frame,
        false,
        DataType.DOUBLE,
        "x");
  }

  private static OverCall ranking(OverCall.Ranking.Kind kind) {
    return new OverCall.Ranking(kind, DataType.BIGINT, "x");
  }

  private static Frame rows(Bound start, Bound end) {
    return new Frame(Frame.Unit.ROWS, start, end);
  }

  private static Frame range(Bound start, Bound end) {
    return new Frame(Frame.Unit.RANGE, start, end);
  }
}
