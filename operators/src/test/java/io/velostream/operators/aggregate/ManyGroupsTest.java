package io.velostream.operators.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Steps that touch far more groups than one output batch holds.
class ManyGroupsTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("k", DataType.STRING), Field.of("x", DataType.BIGINT));

  @ParameterizedTest
  @EnumSource(
      value = Emission.class,
      names = {"CHANGES", "CHANGES_PER_RECORD", "FINAL"})
  void allOfThemComeOut(Emission emission) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Aggregate operator =
        new Aggregate(
            new Aggregation(
                SCHEMA,
                List.of(0),
                List.of(call(AggregateFunction.COUNT), call(AggregateFunction.SUM)),
                false,
                false),
            OptionalInt.empty(),
            emission,
            (b, r, reason) -> {});
    Collected output = new Collected();
    Map<Slice, long[]> expected = new HashMap<>();
    for (int step = 0; step < 4; step++) {
      for (int b = 0; b < 3; b++) {
        BytesVectorBuilder keys = new BytesVectorBuilder();
        LongVectorBuilder values = new LongVectorBuilder();
        for (int i = 0; i < 5_000; i++) {
          int number = random.nextInt(20_000);
          Slice key = Slice.utf8((number % 3 == 0 ? "a key beyond the words " : "k") + number);
          long value = random.nextInt(100);
          keys.append(key);
          values.append(value);
          long[] group = expected.computeIfAbsent(key, k -> new long[2]);
          group[0]++;
          group[1] += value;
        }
        operator.process(0, Batch.of(5_000, List.of(keys.build(), values.build())), output);
      }
      operator.endStep(output);
    }
    operator.advance(Long.MAX_VALUE, output);
    Map<@Nullable Object, List<@Nullable Object>> actual = new HashMap<>();
    output.rows().forEach(row -> actual.put(row.getFirst(), row));
    assertThat(output.rows()).as("seed %s", seed).hasSameSizeAs(expected.keySet());
    expected.forEach((key, group) ->
        assertThat(actual.get(key))
            .as("seed %s, %s", seed, key)
            .isEqualTo(List.of(key, group[0], group[1])));
  }

  private static AggregateSpec call(AggregateFunction function) {
    return new AggregateSpec(function, List.of(1), false, OptionalInt.empty(), DataType.BIGINT);
  }
}
