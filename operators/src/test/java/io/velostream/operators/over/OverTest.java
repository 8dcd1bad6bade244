package io.velostream.operators.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverTest {
  private static final List<DataType> INPUT =
      List.of(DataType.TIMESTAMP_MILLIS, DataType.STRING, DataType.DOUBLE, DataType.BIGINT);
  private static final OverFrame LAST_TWO = OverFrame.rows(-1, 0);

  @Test
  void averagesTheLastRowsPerPartitionInOrderOfTime() {
    OverSpec spec =
        timed(
            List.of(SortColumn.ascending(0)),
            aggregate(FrameFunction.AVG, 2, LAST_TWO, DataType.DOUBLE),
            aggregate(FrameFunction.MAX, 2, LAST_TWO, DataType.DOUBLE));
    List<StepResult> results =
        verify(
            spec,
            Step.of(row(10, "a", 1.0), row(20, "b", 5.0), row(30, "a", 3.0)).watermark(20),
            Step.of(row(25, "a", 2.0), row(19, "a", 9.0), row(null, "a", 9.0)).watermark(30),
            Step.end());
    assertThat(results.get(0).rows())
        .containsExactly(result(row(10, "a", 1.0), 1.0, 1.0), result(row(20, "b", 5.0), 5.0, 5.0));
    assertThat(results.get(1).rows())
        .containsExactly(result(row(25, "a", 2.0), 1.5, 2.0), result(row(30, "a", 3.0), 2.5, 3.0));
    assertThat(results.get(1).late())
        .containsExactly(
            result(
                row(19, "a", 9.0),
                "its place in the order has been passed: its time is 19, the watermark 20"),
            result(row(null, "a", 9.0), "event time is NULL"));
    assertThat(results.get(2).rows()).isEmpty();
  }

  @Test
  void rangesWaitUntilTheirTimeHasPassed() {
    OverSpec spec =
        timed(
            List.of(SortColumn.ascending(0)),
            aggregate(FrameFunction.SUM, 3, OverFrame.range(-10, 0), DataType.BIGINT));
    List<StepResult> results =
        verify(
            spec,
            Step.of(count(10, 1), count(20, 2)).watermark(20),
            Step.of(count(20, 4)).watermark(21),
            Step.end());
    assertThat(results.get(0).rows()).containsExactly(result(count(10, 1), 1));
    assertThat(results.get(1).rows())
        .containsExactly(result(count(20, 2), 7), result(count(20, 4), 7));
  }

  @Test
  void leadWaitsForTheSuccessorOfItsOwnPartition() {
    OverSpec spec =
        timed(
            List.of(SortColumn.ascending(0)),
            new OverFunction.Lead(1, 1, false, Slice.utf8("none"), DataType.STRING),
            new OverFunction.Lag(2, 1, false, null, DataType.DOUBLE));
    List<StepResult> results =
        verify(
            spec,
            Step.of(row(10, "a", 1.0), row(11, "b", 5.0)).watermark(11),
            Step.of(row(12, "b", 6.0)).watermark(12),
            Step.end());
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows()).containsExactly(result(row(11, "b", 5.0), "b", null));
    assertThat(results.get(2).rows())
        .containsExactly(
            result(row(10, "a", 1.0), "none", null), result(row(12, "b", 6.0), "none", 5.0));
  }

  @Test
  void ranksRowsThatAreEqualByTheOrderAlike() {
    OverSpec spec =
        new OverSpec(
            INPUT,
            List.of(1),
            List.of(new SortColumn(2, true, false)),
            false,
            List.of(
                new OverFunction.Ranking(OverFunction.Ranking.Kind.ROW_NUMBER, DataType.BIGINT),
                new OverFunction.Ranking(OverFunction.Ranking.Kind.RANK, DataType.BIGINT),
                new OverFunction.Ranking(OverFunction.Ranking.Kind.DENSE_RANK, DataType.BIGINT)));
    List<StepResult> results =
        verify(
            spec,
            Step.of(row(1, "a", 1.0), row(2, "a", 3.0), row(3, "a", 3.0)).watermark(100),
            Step.end());
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows())
        .containsExactly(
            result(row(2, "a", 3.0), 1, 1, 1),
            result(row(3, "a", 3.0), 2, 1, 1),
            result(row(1, "a", 1.0), 3, 3, 2));
  }

  @Test
  void averagesHoldNoErrorsOfValuesThatHaveLeft() {
    OverSpec spec =
        timed(
            List.of(SortColumn.ascending(0)),
            aggregate(FrameFunction.SUM, 2, LAST_TWO, DataType.DOUBLE));
    List<StepResult> results =
        verify(
            spec,
            Step.of(
                row(1, "a", 1e300),
                row(2, "a", Double.POSITIVE_INFINITY),
                row(3, "a", 0.1),
                row(4, "a", 0.2)),
            Step.end());
    assertThat(results.get(1).rows().getLast()).isEqualTo(result(row(4, "a", 0.2), 0.1 + 0.2));
  }

  @Test
  void sumsThatDoNotFitAreErrors() {
    OverSpec spec =
        timed(
            List.of(SortColumn.ascending(0)),
            aggregate(FrameFunction.SUM, 3, LAST_TWO, DataType.BIGINT));
    assertThatThrownBy(() ->
            harness(spec)
                .run(
                    List.of(Step.of(count(1, Long.MAX_VALUE), count(2, 1)), Step.end()),
                    io.velostream.operators.testing.Delivery.PLAIN,
                    1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("BIGINT");
  }

  static OverFunction aggregate(
      FrameFunction function, int argument, OverFrame frame, DataType type) {
    return OverFunction.Aggregate.of(function, argument, frame, type);
  }

  private static OverSpec timed(List<SortColumn> order, OverFunction... functions) {
    return new OverSpec(INPUT, List.of(1), order, true, List.of(functions));
  }

  private static Row row(@org.jspecify.annotations.Nullable Object time, String key, double price) {
    return Row.of(time, key, price, 0);
  }

  private static Row count(long time, long count) {
    return Row.of(time, "k", 0.0, count);
  }

  private static Row result(Row row, Object... more) {
    List<Object> values = new java.util.ArrayList<>(row.values());
    values.addAll(java.util.Arrays.asList(more));
    return new Row(1, values);
  }

  private static List<StepResult> verify(OverSpec spec, Step... steps) {
    return harness(spec).verify(List.of(steps), true, 1);
  }

  static OperatorHarness harness(OverSpec spec) {
    return OperatorHarness.of(
        spec.inputLanes(), spec.outputLanes(), (late, _) -> new OverOperator(spec, late));
  }
}
