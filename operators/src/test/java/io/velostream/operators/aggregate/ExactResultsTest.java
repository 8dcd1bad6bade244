package io.velostream.operators.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactResultsTest {
  private static final DataType WIDEST = new DataType.Decimal(38, 0);

  @Test
  void aSumMayPassTheRangeOnItsWay() {
    List<Object> values =
        List.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 7L);
    assertThat(result(AggregateFunction.SUM, DataType.BIGINT, DataType.BIGINT, values))
        .isEqualTo(5L);
    assertThat(result(AggregateFunction.SUM, DataType.BIGINT, WIDEST, values))
        .isEqualTo(BigInteger.valueOf(5));
    BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    List<Object> wide = List.of(most, most, most, most.negate(), most.negate());
    assertThat(result(AggregateFunction.SUM, WIDEST, WIDEST, wide)).isEqualTo(most);
  }

  @Test
  void aSumThatDoesNotFitIsAnError() {
    assertOverflow(DataType.BIGINT, DataType.BIGINT, List.of(Long.MAX_VALUE, 1L));
    assertOverflow(DataType.BIGINT, DataType.BIGINT, List.of(Long.MIN_VALUE, -1L));
    BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    assertOverflow(WIDEST, WIDEST, List.of(most, BigInteger.ONE));
    assertOverflow(WIDEST, WIDEST, List.of(most, most, most));
  }

  private static void assertOverflow(DataType from, DataType to, List<Object> values) {
    assertThatThrownBy(() -> result(AggregateFunction.SUM, from, to, values))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW));
  }

  @Test
  void anAverageOfIntegersIsTheNearestDouble() {
    for (int round = 0; round < 2000; round++) {
      long seed = Seeds.of(round);
      Random random = new Random(seed);
      int shift = random.nextInt(60);
      List<Object> values =
          random.longs(1 + random.nextInt(9)).mapToObj(v -> (Object) (v >> shift)).toList();
      BigDecimal sum =
          values.stream()
              .map(v -> BigDecimal.valueOf((Long) v))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      double expected =
          sum.divide(BigDecimal.valueOf(values.size()), new MathContext(100)).doubleValue();
      assertThat(result(AggregateFunction.AVG, DataType.BIGINT, DataType.DOUBLE, values))
          .as("seed %s", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void anAverageOfDecimalsIsRoundedHalfUp() {
    DataType two = new DataType.Decimal(10, 2);
    DataType one = new DataType.Decimal(10, 1);
    assertThat(result(AggregateFunction.AVG, two, one, List.of(25L))).isEqualTo(3L);
    assertThat(result(AggregateFunction.AVG, two, one, List.of(-25L))).isEqualTo(-3L);
    assertThat(result(AggregateFunction.AVG, two, two, List.of(1L, 2L))).isEqualTo(2L);
    assertThat(result(AggregateFunction.AVG, two, two, List.of(1L, 1L, 2L))).isEqualTo(1L);
    assertThat(
            result(
                AggregateFunction.AVG, two, new DataType.Decimal(38, 6), List.of(100L, 200L, 200L)))
        .isEqualTo(BigInteger.valueOf(1_666_667));
  }

  @Test
  void aSpreadDoesNotCancel() {
    List<Object> values = List.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
    assertThat(result(AggregateFunction.VAR_SAMP, DataType.DOUBLE, DataType.DOUBLE, values, true))
        .isEqualTo(30.0);
    assertThat(result(AggregateFunction.VAR_SAMP, DataType.DOUBLE, DataType.DOUBLE, values, false))
        .isEqualTo(30.0);
  }

  private static @Nullable Object result(
      AggregateFunction function, DataType from, DataType to, List<Object> values) {
    return result(function, from, to, values, false);
  }

  private static @Nullable Object result(
      AggregateFunction function,
      DataType from,
      DataType to,
      List<Object> values,
      boolean retracts) {
    VectorBuilder builder = VectorBuilder.of(from.lane());
    values.forEach(v -> Values.append(builder, v));
    Aggregate operator =
        new Aggregate(
            new Aggregation(
                Schema.of(Field.of("x", from)),
                List.of(),
                List.of(new AggregateSpec(function, List.of(0), false, OptionalInt.empty(), to)),
                retracts,
                false),
            OptionalInt.empty(),
            Emission.CHANGES,
            (b, r, reason) -> {});
    Collected output = new Collected();
    operator.process(0, Batch.of(values.size(), List.of(builder.build())), output);
    operator.endStep(output);
    return output.rows().getFirst().getFirst();
  }
}
