package io.velostream.operators.window.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAssignTest {
  private static final List<Lane> IN = List.of(Lane.LONG, Lane.BYTES);
  private static final List<Lane> OUT =
      List.of(Lane.LONG, Lane.BYTES, Lane.LONG, Lane.LONG, Lane.LONG);

  @Test
  void tumblingWindowsFloorNegativeTimes() {
    List<StepResult> results =
        harness(new WindowSpec.Tumble(10_000, 0))
            .verify(
                List.of(Step.of(Row.of(-1, "a"), Row.of(0, "b"), Row.retract(19_999, "c"))),
                true,
                1);
    assertThat(results.getFirst().rows())
        .containsExactly(
            Row.of(-1, "a", -10_000, 0, -1000),
            Row.of(0, "b", 0, 10_000, 9_000),
            Row.retract(19_999, "c", 10_000, 20_000, 19_000));
  }

  @Test
  void rowsWithoutTimeAreReported() {
    List<StepResult> results =
        harness(new WindowSpec.Tumble(10_000, 0))
            .verify(List.of(Step.of(Row.of(null, "a"), Row.of(5, "b"))), true, 1);
    assertThat(results.getFirst().rows()).containsExactly(Row.of(5, "b", 0, 10_000, 9_000));
    assertThat(results.getFirst().late()).containsExactly(Row.of(null, "a", "event time is NULL"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void hoppingAndCumulatingWindowsAgreeWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5; round++) {
      long slide = 1L + random.nextInt(20);
      long size = 1L + random.nextInt(60);
      long offset = random.nextInt(30) - 15L;
      long step = 1L + random.nextInt(10);
      WindowSpec.Cumulate cumulate =
          new WindowSpec.Cumulate(step, step * (1 + random.nextInt(5)), offset);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        rows.add(Row.of(random.nextInt(200) - 100, "r" + i).times(random.nextBoolean() ? 1 : -2));
      }
      List<Row> hopped = new ArrayList<>();
      List<Row> cumulated = new ArrayList<>();
      for (Row row : rows) {
        long time = (Long) row.values().getFirst();
        for (long start = -400; start <= 400; start++) {
          if (Math.floorMod(start - offset, slide) == 0 && start <= time && time < start + size) {
            hopped.add(windowed(row, start, start + size));
          }
          if (Math.floorMod(start - offset, cumulate.size()) == 0) {
            for (long end = start + step; end <= start + cumulate.size(); end += step) {
              if (start <= time && time < end) {
                cumulated.add(windowed(row, start, end));
              }
            }
          }
        }
      }
      List<Step> steps = List.of(Step.of(rows));
      assertThat(harness(new WindowSpec.Hop(slide, size, offset)).verify(steps, true, seed))
          .as("seed %d", seed)
          .isEqualTo(List.of(new StepResult(hopped, List.of())));
      assertThat(harness(cumulate).verify(steps, true, seed))
          .as("seed %d", seed)
          .isEqualTo(List.of(new StepResult(cumulated, List.of())));
    }
  }

  @Test
  void manyWindowsPerRowComeInSeveralBatches() {
    List<StepResult> results =
        harness(new WindowSpec.Hop(1, 5000, 0))
            .verify(List.of(Step.of(Row.of(0, "a"), Row.of(1, "b"))), true, 7);
    assertThat(results.getFirst().rows()).hasSize(10_000);
  }

  private static Row windowed(Row row, long start, long end) {
    List<Object> values = new ArrayList<>(row.values());
    values.addAll(List.of(start, end, end - 1000));
    return new Row(row.weight(), values);
  }

  private static OperatorHarness harness(WindowSpec spec) {
    return OperatorHarness.of(IN, OUT, (late, _) -> new WindowAssign(spec, 0, late));
  }
}
