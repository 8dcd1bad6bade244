package io.velostream.operators.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.testing.BatchMaker;
import io.velostream.operators.testing.Delivery;
import io.velostream.operators.testing.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolidatorTest {
  private static final List<Lane> LANES = List.of(Lane.BYTES, Lane.LONG, Lane.DOUBLE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void sumsWeightsLikeAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Consolidator consolidator = new Consolidator(LANES);
    BatchMaker maker = new BatchMaker(LANES, seed);
    Map<List<@Nullable Object>, Long> expected = new HashMap<>();
    for (int round = 0; round < 60; round++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String text = "x".repeat(random.nextInt(30)) + random.nextInt(4);
        Row row =
            Row.of(
                    random.nextInt(10) == 0 ? null : text,
                    (long) random.nextInt(3),
                    random.nextBoolean() ? Double.NaN : -0.0 * random.nextInt(2))
                .times(random.nextInt(2) * 2 - 1);
        rows.add(row);
        expected.merge(row.values(), row.weight(), Long::sum);
      }
      consolidator.add(
          maker.make(
              rows, new Delivery(Delivery.Cut.WHOLE, true, random.nextBoolean(), true, false)));
      expected.values().removeIf(w -> w == 0);
      assertThat(contents(consolidator)).as("seed %d", seed).isEqualTo(expected);
      assertThat(consolidator.size()).as("seed %d", seed).isEqualTo(expected.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sortsStably(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntSort sort = new IntSort();
    for (int size : new int[] {0, 1, 2, 15, 16, 17, 100, 1000, 5001}) {
      int[] keys = random.ints(size, 0, 50).toArray();
      int[] rows = new int[size + 2];
      Arrays.setAll(rows, i -> i - 1);
      sort.sort(rows, 1, size + 1, (a, b) -> Integer.compare(keys[a], keys[b]));
      for (int i = 2; i <= size; i++) {
        boolean inOrder =
            keys[rows[i - 1]] < keys[rows[i]]
                || (keys[rows[i - 1]] == keys[rows[i]] && rows[i - 1] < rows[i]);
        assertThat(inOrder).as("seed %d size %d at %d", seed, size, i).isTrue();
      }
      assertThat(rows[0]).isEqualTo(-1);
      assertThat(rows[size + 1]).isEqualTo(size);
    }
  }

  private static Map<List<@Nullable Object>, Long> contents(Consolidator consolidator) {
    Map<List<@Nullable Object>, Long> result = new HashMap<>();
    for (int slot = 0; slot < consolidator.slotLimit(); slot++) {
      long weight = consolidator.weights()[slot];
      if (weight != 0) {
        Row row =
            BatchMaker.read(
                io.velostream.columnar.Batch.of(
                    consolidator.slotLimit(), List.of(consolidator.columns())),
                slot);
        result.put(row.values(), weight);
      }
    }
    return result;
  }
}
