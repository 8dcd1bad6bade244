package io.velostream.plan.explain;

import static io.velostream.plan.explain.Plans.aggregateCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateEstimateTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("l", DataType.BIGINT, false),
          new Field("d", DataType.DOUBLE, false),
          new Field("w", new DataType.Decimal(30, 2), false),
          new Field("b", DataType.STRING, false),
          Field.of("n", DataType.BIGINT));

  /** Without keys there are the accumulators, and 8 bytes for the number of rows. */
  @ParameterizedTest
  @MethodSource
  void accumulatorsTakeTheirWords(
      AggregateFunction function, int column, boolean retracts, long bytes) {
    List<AggregateCall> calls = List.of(aggregateCall("x", function, column));
    assertThat(StateEstimate.bytesPerGroup(SCHEMA, List.of(), calls, retracts) - 8)
        .isEqualTo(bytes);
  }

  static Stream<Arguments> accumulatorsTakeTheirWords() {
    return Stream.of(
        arguments(AggregateFunction.COUNT, 0, false, 0),
        arguments(AggregateFunction.COUNT, 4, false, 8),
        arguments(AggregateFunction.SUM, 0, false, 16),
        arguments(AggregateFunction.SUM, 4, false, 24),
        arguments(AggregateFunction.SUM, 1, false, 8),
        arguments(AggregateFunction.SUM, 1, true, 16),
        arguments(AggregateFunction.AVG, 2, false, 24),
        arguments(AggregateFunction.VAR_POP, 1, false, 24),
        arguments(AggregateFunction.STDDEV_SAMP, 1, true, 40),
        arguments(AggregateFunction.MIN, 0, false, 8),
        arguments(AggregateFunction.MAX, 3, false, 24),
        arguments(AggregateFunction.MAX, 3, true, 8),
        arguments(AggregateFunction.FIRST_VALUE, 0, false, 16),
        arguments(AggregateFunction.LAST_VALUE, 2, true, 8),
        arguments(AggregateFunction.ANY_VALUE, 1, false, 8));
  }

  @ParameterizedTest
  @MethodSource
  void keysTakeTheirWordsAndAnIndexEntry(List<Integer> keys, long bytes) {
    assertThat(StateEstimate.bytesPerGroup(SCHEMA, keys, List.of(), false) - 8).isEqualTo(bytes);
  }

  static Stream<Arguments> keysTakeTheirWordsAndAnIndexEntry() {
    return Stream.of(
        arguments(List.of(), 0),
        arguments(List.of(0), 24),
        arguments(List.of(2, 3), 48),
        arguments(List.of(0, 4), 40));
  }

  @ParameterizedTest
  @MethodSource
  void callsOfTheSameValuesShareAnAccumulator(AggregateFunction other, long bytes) {
    List<AggregateCall> calls =
        List.of(aggregateCall("x", AggregateFunction.SUM, 4), aggregateCall("y", other, 4));
    assertThat(StateEstimate.bytesPerGroup(SCHEMA, List.of(), calls, false) - 8).isEqualTo(bytes);
  }

  static Stream<Arguments> callsOfTheSameValuesShareAnAccumulator() {
    return Stream.of(
        arguments(AggregateFunction.AVG, 24),
        arguments(AggregateFunction.COUNT, 24),
        arguments(AggregateFunction.MAX, 32));
  }
}
