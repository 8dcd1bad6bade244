package io.velostream.operators.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVectorBuilder;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.testing.Seeds;
import io.velostream.state.SlotRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steps that touch far more groups than one output batch holds, and more groups than have an array
/// per field of their state.
class ManyGroupsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("k", DataType.STRING),
          Field.of("x", DataType.BIGINT),
          Field.of("y", DataType.DOUBLE));

  private record Row(Slice key, long value) {}

  @ParameterizedTest
  @CsvSource({
    "CHANGES, false, false",
    "CHANGES_PER_RECORD, false, false",
    "FINAL, false, false",
    "CHANGES, true, false",
    "CHANGES_PER_RECORD, true, false",
    "FINAL, true, false",
    "CHANGES, false, true",
    "CHANGES, true, true"
  })
  void allOfThemComeOut(Emission emission, boolean retracts, boolean lent) {
    long seed = Seeds.of(0);
    Random random = new Random(seed);
    Aggregate operator =
        new Aggregate(
            new Aggregation(
                SCHEMA,
                List.of(0),
                List.of(
                    call(AggregateFunction.COUNT, 1, DataType.BIGINT),
                    call(AggregateFunction.SUM, 1, DataType.BIGINT),
                    call(AggregateFunction.SUM, 2, DataType.DOUBLE)),
                retracts,
                false),
            OptionalInt.empty(),
            emission,
            (b, r, reason) -> {});
    Collected output = new Collected();
    LateReader late = new LateReader(output, random);
    Output receiver = lent ? late : output;
    Map<Slice, long[]> expected = new HashMap<>();
    List<Row> live = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      for (int b = 0; b < 3; b++) {
        BytesVectorBuilder keys = new BytesVectorBuilder();
        LongVectorBuilder values = new LongVectorBuilder();
        DoubleVectorBuilder halves = new DoubleVectorBuilder();
        long[] weights = new long[5_000];
        for (int i = 0; i < 5_000; i++) {
          boolean back = retracts && !live.isEmpty() && random.nextInt(4) == 0;
          Row row = back ? removeAny(live, random) : anyRow(random);
          if (!back) {
            live.add(row);
          }
          weights[i] = back ? -1 : 1;
          keys.append(row.key());
          values.append(row.value());
          halves.append(row.value() / 2.0);
          long[] group = expected.computeIfAbsent(row.key(), _ -> new long[2]);
          group[0] += weights[i];
          group[1] += weights[i] * row.value();
        }
        Vector[] columns = {keys.build(), values.build(), halves.build()};
        operator.process(0, new Batch(columns, 5_000, null, retracts ? weights : null), receiver);
      }
      operator.endStep(receiver);
    }
    operator.advance(Long.MAX_VALUE, receiver);
    late.readUntil(0);
    assertThat(late.taken > 0).isEqualTo(lent);
    expected.values().removeIf(group -> group[0] == 0);
    assertThat(expected).as("seed %s", seed).hasSizeGreaterThan(SlotRows.FEW_SLOTS);
    Map<@Nullable Object, List<@Nullable Object>> actual = new HashMap<>();
    output.rows().forEach(row -> actual.put(row.getFirst(), row));
    assertThat(output.rows()).as("seed %s", seed).hasSameSizeAs(expected.keySet());
    expected.forEach((key, group) ->
        assertThat(actual.get(key))
            .as("seed %s, %s", seed, key)
            .isEqualTo(List.of(key, group[0], group[1], group[1] / 2.0)));
  }

  /// Reads rows that are lent some time later, perhaps in a later step.
  private static final class LateReader implements Output {
    private record Lent(Batch batch, Loan loan) {}

    private final Output output;
    private final Random random;
    private final ArrayDeque<Lent> unread = new ArrayDeque<>();
    private int taken;

    LateReader(Output output, Random random) {
      this.output = output;
      this.random = random;
    }

    @Override
    public void emit(Batch batch) {
      readUntil(0);
      output.emit(batch);
    }

    @Override
    public boolean lend(Batch batch, Loan loan) {
      unread.add(new Lent(batch, loan));
      taken++;
      readUntil(1 + random.nextInt(10));
      return true;
    }

    private void readUntil(int left) {
      while (unread.size() > left) {
        Lent next = unread.remove();
        output.emit(next.batch());
        next.loan().end();
      }
    }
  }

  private static Row anyRow(Random random) {
    int number = random.nextInt(40_000);
    Slice key = Slice.utf8((number % 3 == 0 ? "a key beyond the words " : "k") + number);
    return new Row(key, random.nextInt(100));
  }

  private static Row removeAny(List<Row> live, Random random) {
    Row last = live.removeLast();
    return live.isEmpty() ? last : live.set(random.nextInt(live.size()), last);
  }

  private static AggregateSpec call(AggregateFunction function, int column, DataType type) {
    return new AggregateSpec(function, List.of(column), false, OptionalInt.empty(), type);
  }
}
