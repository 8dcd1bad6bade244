package io.velostream.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortTest {
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.BYTES, Lane.DOUBLE);

  @Test
  void ordersByDirectionAndPlacesNulls() {
    SortSpec spec =
        spec(
            List.of(new SortColumn(2, true, false), SortColumn.ascending(1)),
            OptionalInt.empty(),
            0,
            OptionalLong.empty(),
            false);
    assertThat(
            sorted(
                spec,
                Row.of(1, "b", 1.0),
                Row.of(2, null, 1.0),
                Row.of(3, "a", null),
                Row.of(4, "a", 1.0),
                Row.of(5, "é", 1.0),
                Row.of(6, "z", Double.NaN),
                Row.of(7, "x", -0.0),
                Row.of(8, "w", 0.0)))
        .extracting(row -> row.values().getFirst())
        .containsExactly(6L, 4L, 1L, 5L, 2L, 8L, 7L, 3L);
  }

  @Test
  void bareLimitTakesRowsAsTheyCome() {
    SortSpec spec = spec(List.of(), OptionalInt.empty(), 1, OptionalLong.of(2), false);
    List<StepResult> results =
        harness(spec)
            .verify(
                List.of(
                    Step.of(Row.of(1, "a", 0.0), Row.of(2, "b", 0.0)),
                    Step.of(Row.of(3, "c", 0.0), Row.of(4, "d", 0.0))),
                true,
                3);
    assertThat(results.get(0).rows()).containsExactly(Row.of(2, "b", 0.0));
    assertThat(results.get(1).rows()).containsExactly(Row.of(3, "c", 0.0));
  }

  @Test
  void releasesByWatermarkAndReportsWhatComesTooLate() {
    SortSpec spec =
        spec(
            List.of(SortColumn.ascending(0), SortColumn.ascending(1)),
            OptionalInt.of(0),
            0,
            OptionalLong.of(3),
            false);
    List<StepResult> results =
        harness(spec)
            .verify(
                List.of(
                    Step.of(Row.of(20, "b", 0.0), Row.of(10, "x", 0.0)).watermark(20),
                    Step.of(Row.of(19, "late", 0.0), Row.of(20, "a", 0.0)).watermark(21),
                    Step.of(Row.of(30, "c", 0.0)),
                    Step.end()),
                true,
                5);
    assertThat(results.get(0).rows()).containsExactly(Row.of(10, "x", 0.0));
    assertThat(results.get(1).rows()).containsExactly(Row.of(20, "a", 0.0), Row.of(20, "b", 0.0));
    assertThat(results.get(1).late())
        .containsExactly(
            Row.of(
                19, "late", 0.0, "the sorted output has passed its time 19: the watermark is 20"));
    assertThat(results.get(3).rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAStableSortOfAList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean retracts = random.nextBoolean();
    long offset = random.nextInt(3) * 7L;
    OptionalLong limit =
        random.nextBoolean() ? OptionalLong.of(random.nextInt(40)) : OptionalLong.empty();
    List<Row> all = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int s = 0; s < 5; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Row row = Row.of(all.size(), "k" + random.nextInt(30), (double) random.nextInt(5));
        if (retracts && !all.isEmpty() && random.nextInt(3) == 0) {
          Row gone = all.remove(random.nextInt(all.size()));
          rows.add(gone.times(-1));
        } else {
          row = Row.of(s * 1000 + i, "k" + random.nextInt(30), (double) random.nextInt(5));
          rows.add(row);
          all.add(row);
        }
      }
      steps.add(Step.of(rows));
    }
    steps.add(Step.end());
    SortSpec spec =
        spec(
            List.of(SortColumn.ascending(1), new SortColumn(2, true, false)),
            OptionalInt.empty(),
            offset,
            limit,
            retracts);
    Comparator<Row> byText = Comparator.comparing(row -> (Slice) row.values().get(1));
    Comparator<Row> byNumber = Comparator.comparingDouble(row -> -(Double) row.values().get(2));
    List<Row> expected =
        all.stream()
            .sorted(byText.thenComparing(byNumber))
            .skip(offset)
            .limit(limit.orElse(Long.MAX_VALUE))
            .toList();
    assertThat(harness(spec).verify(steps, true, seed).getLast().rows())
        .as("seed %d", seed)
        .isEqualTo(expected);
  }

  private static List<Row> sorted(SortSpec spec, Row... rows) {
    return harness(spec).verify(List.of(Step.of(rows), Step.end()), true, 1).get(1).rows();
  }

  private static SortSpec spec(
      List<SortColumn> keys,
      OptionalInt closing,
      long offset,
      OptionalLong limit,
      boolean retracts) {
    return new SortSpec(LANES, keys, closing, offset, limit, retracts);
  }

  private static OperatorHarness harness(SortSpec spec) {
    return OperatorHarness.of(LANES, LANES, (late, _) -> spec.create(late));
  }
}
