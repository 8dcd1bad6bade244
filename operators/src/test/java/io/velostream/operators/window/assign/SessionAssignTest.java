package io.velostream.operators.window.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.testing.Delivery;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionAssignTest {
  private static final List<Lane> IN = List.of(Lane.LONG, Lane.BYTES, Lane.LONG);
  private static final List<Lane> OUT =
      List.of(Lane.LONG, Lane.BYTES, Lane.LONG, Lane.LONG, Lane.LONG, Lane.LONG);
  private static final long GAP = 10_000;

  @Test
  void rowsLessThanTheGapApartShareASession() {
    List<StepResult> results =
        harness()
            .verify(
                List.of(
                    Step.of(Row.of(0, "a", 1), Row.of(9_999, "a", 2), Row.of(5_000, "b", 3))
                        .watermark(14_999),
                    Step.of(Row.of(19_999, "a", 4), Row.of(4_000, "b", 5)).watermark(15_000),
                    Step.of(Row.of(1_000, "b", 6), Row.of(null, "b", 7)).watermark(19_999),
                    Step.end()),
                true,
                1);
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows())
        .containsExactly(
            Row.of(4_000, "b", 5, 4_000, 15_000, 14_000),
            Row.of(5_000, "b", 3, 4_000, 15_000, 14_000));
    assertThat(results.get(2).rows())
        .containsExactly(
            Row.of(0, "a", 1, 0, 19_999, 18_999), Row.of(9_999, "a", 2, 0, 19_999, 18_999));
    assertThat(results.get(2).late())
        .containsExactly(
            Row.of(1_000, "b", 6, "the session of its time 1000 has ended: the watermark is 15000"),
            Row.of(null, "b", 7, "event time is NULL"));
    assertThat(results.get(3).rows())
        .containsExactly(Row.of(19_999, "a", 4, 19_999, 29_999, 28_999));
  }

  @Test
  void aRetractedRowCanPartASession() {
    List<StepResult> results =
        harness()
            .verify(
                List.of(
                    Step.of(Row.of(0, "a", 1), Row.of(8_000, "a", 2), Row.of(16_000, "a", 3)),
                    Step.of(Row.retract(8_000, "a", 2)).watermark(10_000),
                    Step.of(Row.retract(0, "a", 1)),
                    Step.end()),
                true,
                1);
    assertThat(results.get(1).rows()).containsExactly(Row.of(0, "a", 1, 0, 10_000, 9_000));
    assertThat(results.get(2).late())
        .containsExactly(
            Row.retract(0, "a", 1, "the session of its time 0 has ended: the watermark is 10000"));
    assertThat(results.get(3).rows())
        .containsExactly(Row.of(16_000, "a", 3, 16_000, 26_000, 25_000));
  }

  @Test
  void aRetractionMayComeBeforeItsRowWithinAStep() {
    List<StepResult> results =
        harness()
            .run(
                List.of(
                    Step.of(Row.retract(0, "a", 1), Row.of(0, "a", 1), Row.retract(5, "b", 2)),
                    Step.end()),
                Delivery.PLAIN,
                1);
    assertThat(results.get(0).late())
        .containsExactly(Row.retract(5, "b", 2, "it retracts a row that is not held"));
    assertThat(results.get(1).rows()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("velostream.test.seeds", 40));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithSessionsOfASortedList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean retracts = random.nextBoolean();
    List<Step> steps = new ArrayList<>();
    List<Row> alive = new ArrayList<>();
    long time = 0;
    long watermark = Watermarks.NONE;
    for (int s = 0; s < 8; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < random.nextInt(30); i++) {
        time += random.nextInt(6_000);
        long at = time - random.nextInt(20_000);
        if (retracts && !alive.isEmpty() && random.nextInt(3) == 0) {
          Row gone = alive.get(random.nextInt(alive.size()));
          // Sessions of rows that lie behind the watermark may be out already.
          if ((Long) gone.values().getFirst() >= watermark) {
            alive.remove(gone);
            rows.add(gone.times(-1));
          }
        } else if (at >= watermark) {
          Row row = Row.of(at, "k" + random.nextInt(4), random.nextInt(3));
          alive.add(row);
          rows.add(row);
        }
      }
      Step step = Step.of(rows);
      if (random.nextBoolean()) {
        watermark = Math.max(watermark, time - 20_000);
        step = step.watermark(watermark);
      }
      steps.add(step);
    }
    steps.add(Step.end());
    List<StepResult> results = harness().verify(steps, seed);
    harness().verifyRescaled(steps, List.of(1), seed);
    StepResult total = OperatorHarness.total(results);
    assertThat(total.late()).as("seed %d", seed).isEmpty();
    assertThat(total.net()).as("seed %d", seed).isEqualTo(StepResult.net(sessions(alive)));
  }

  private static List<Row> sessions(List<Row> rows) {
    List<Row> result = new ArrayList<>();
    for (int key = 0; key < 4; key++) {
      String name = "k" + key;
      List<Row> sorted =
          rows.stream()
              .filter(row -> String.valueOf(row.values().get(1)).equals(name))
              .sorted(Comparator.comparingLong(row -> (Long) row.values().getFirst()))
              .toList();
      int from = 0;
      while (from < sorted.size()) {
        int to = from + 1;
        while (to < sorted.size() && time(sorted, to) - time(sorted, to - 1) < GAP) {
          to++;
        }
        for (Row row : sorted.subList(from, to)) {
          List<Object> values = new ArrayList<>(row.values());
          long end = time(sorted, to - 1) + GAP;
          values.addAll(List.of(time(sorted, from), end, end - 1000));
          result.add(new Row(1, values));
        }
        from = to;
      }
    }
    return result;
  }

  private static long time(List<Row> rows, int index) {
    return (Long) rows.get(index).values().getFirst();
  }

  private static OperatorHarness harness() {
    return OperatorHarness.of(
        IN,
        OUT,
        (late, _) -> new SessionAssign(IN, new WindowSpec.Session(GAP), 0, List.of(1), late));
  }
}
