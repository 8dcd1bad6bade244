package io.velostream.operators.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.LateRows;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsofJoinTest {
  /// Key, order, and a number that tells rows apart.
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.LONG, Lane.LONG);

  private static final LateRows NONE_LATE =
      (_, _, reason) -> {
        throw new AssertionError(reason);
      };

  @Test
  void agreesWithALookAtAllRowsAfterEachStep() {
    for (int round = 0; round < 48; round++) {
      AsofSpec spec = spec(round, (round & 8) != 0, false);
      SplittableRandom random = new SplittableRandom(1_000L + round);
      List<List<Row>> all = List.of(new ArrayList<>(), new ArrayList<>());
      List<Step> steps = new ArrayList<>();
      List<Map<List<@Nullable Object>, Long>> expected = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        List<Row> lefts = rows(random, 0, all.get(0), spec.leftRetracts());
        List<Row> rights = rows(random, 0, all.get(1), spec.rightRetracts());
        steps.add(Step.of(lefts).and(rights.toArray(Row[]::new)));
        expected.add(naive(spec, StepResult.net(all.get(0)), StepResult.net(all.get(1))));
      }
      List<Row> sum = new ArrayList<>();
      List<StepResult> results =
          new OperatorHarness(List.of(LANES, LANES), spec.output(), (_, _) -> new AsofJoin(spec))
              .verify(steps, round);
      for (int i = 0; i < steps.size(); i++) {
        sum.addAll(results.get(i).rows());
        assertThat(StepResult.net(sum))
            .as("round %s, step %s", round, i)
            .isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void inEventTimeTheSumIsTheAnswerOverAllRows() {
    for (int round = 0; round < 24; round++) {
      AsofSpec spec = spec(round & ~1, false, true);
      SplittableRandom random = new SplittableRandom(2_000L + round);
      List<List<Row>> all = List.of(new ArrayList<>(), new ArrayList<>());
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        List<Row> lefts = rows(random, 5L * i, all.get(0), false);
        List<Row> rights = rows(random, 5L * i, all.get(1), false);
        steps.add(Step.of(lefts).and(rights.toArray(Row[]::new)).watermark(5L * (i + 1)));
      }
      steps.add(Step.of().and().watermark(Watermarks.END));
      List<Row> sum = new ArrayList<>();
      for (StepResult result :
          new OperatorHarness(
                  List.of(LANES, LANES),
                  spec.output(),
                  (_, _) -> new TimedAsofJoin(spec, NONE_LATE, NONE_LATE))
              .verify(steps, round)) {
        sum.addAll(result.rows());
      }
      assertThat(StepResult.net(sum))
          .as("round %s", round)
          .isEqualTo(naive(spec, StepResult.net(all.get(0)), StepResult.net(all.get(1))));
    }
  }

  /// Bit 0: the following row; bit 1: strict; bit 2: outer; without keys now and then. Ties are
  /// settled by the columns where rows have no order of arrival that is the same in all cuts.
  private static AsofSpec spec(int round, boolean retracts, boolean timed) {
    List<JoinKey> keys = round % 5 == 4 ? List.of() : List.of(new JoinKey(0, 0, false));
    return new AsofSpec(
        LANES,
        LANES,
        keys,
        1,
        1,
        (round & 1) != 0 && !timed,
        (round & 2) != 0,
        (round & 4) != 0,
        false,
        retracts,
        retracts);
  }

  private static List<Row> rows(
      SplittableRandom random, long from, List<Row> all, boolean retracts) {
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      if (retracts && !all.isEmpty() && random.nextInt(3) == 0) {
        Row row = all.get(random.nextInt(all.size()));
        long left = StepResult.net(all).getOrDefault(row.times(1).values(), 0L);
        if (left > 0) {
          rows.add(Row.of(row.values().toArray()).times(-1));
          all.add(rows.getLast());
        }
        continue;
      }
      Long key = random.nextInt(8) == 0 ? null : random.nextLong(2);
      Long order = random.nextInt(12) == 0 ? null : from + random.nextLong(12);
      rows.add(Row.of(key, order, random.nextLong(4)));
      all.add(rows.getLast());
    }
    return rows;
  }

  private static Map<List<@Nullable Object>, Long> naive(
      AsofSpec spec,
      Map<List<@Nullable Object>, Long> lefts,
      Map<List<@Nullable Object>, Long> rights) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    Comparator<List<@Nullable Object>> byColumns =
        Comparator.comparingLong((List<@Nullable Object> row) ->
                row.get(0) == null ? Long.MAX_VALUE : number(row, 0))
            .thenComparingLong(row -> number(row, 2));
    Comparator<List<@Nullable Object>> byOrder = Comparator.comparingLong(row -> number(row, 1));
    Comparator<List<@Nullable Object>> nearest =
        (spec.following() ? byOrder.reversed() : byOrder).thenComparing(byColumns);
    lefts.forEach((left, weight) -> {
      List<@Nullable Object> match =
          rights.keySet().stream()
              .filter(right -> matches(spec, left, right))
              .max(nearest)
              .orElse(null);
      if (match != null || spec.outer()) {
        List<@Nullable Object> row = new ArrayList<>(left);
        row.addAll(match == null ? Arrays.asList(null, null, null) : match);
        result.merge(row, weight, Long::sum);
      }
    });
    return result;
  }

  private static boolean matches(
      AsofSpec spec, List<@Nullable Object> left, List<@Nullable Object> right) {
    if (left.get(1) == null || right.get(1) == null) {
      return false;
    }
    if (!spec.keys().isEmpty()
        && (left.get(0) == null || !Objects.equals(left.get(0), right.get(0)))) {
      return false;
    }
    long apart = number(left, 1) - number(right, 1);
    return apart == 0 ? !spec.strict() : spec.following() ? apart < 0 : apart > 0;
  }

  private static long number(List<@Nullable Object> row, int column) {
    return row.get(column) instanceof Long number ? number : Long.MAX_VALUE;
  }
}
