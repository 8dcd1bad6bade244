package io.velostream.operators.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetOperationTest {
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.BYTES);

  @ParameterizedTest
  @EnumSource
  void countsAsTheStandardSays(SetRule rule) {
    OperatorHarness harness =
        new OperatorHarness(List.of(LANES, LANES), LANES, (_, _) -> new SetOperation(LANES, rule));
    for (long seed = 0; seed < 8; seed++) {
      List<Step> steps = steps(seed);
      List<StepResult> results = harness.verify(steps, seed);
      List<Row> sum = new ArrayList<>();
      List<Row> lefts = new ArrayList<>();
      List<Row> rights = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        lefts.addAll(steps.get(i).rows().get(0));
        rights.addAll(steps.get(i).rows().get(1));
        sum.addAll(results.get(i).rows());
        assertThat(StepResult.net(sum))
            .as("%s, seed %s, step %s", rule, seed, i)
            .isEqualTo(expected(rule, StepResult.net(lefts), StepResult.net(rights)));
      }
    }
  }

  private static Map<List<@Nullable Object>, Long> expected(
      SetRule rule,
      Map<List<@Nullable Object>, Long> lefts,
      Map<List<@Nullable Object>, Long> rights) {
    Set<List<@Nullable Object>> all = new HashSet<>(lefts.keySet());
    all.addAll(rights.keySet());
    Map<List<@Nullable Object>, Long> result = new HashMap<>();
    for (List<@Nullable Object> row : all) {
      long l = lefts.getOrDefault(row, 0L);
      long r = rights.getOrDefault(row, 0L);
      long times =
          switch (rule) {
            case INTERSECT -> Math.min(Math.min(l, r), 1);
            case INTERSECT_ALL -> Math.min(l, r);
            case EXCEPT -> r == 0 ? Math.min(l, 1) : 0;
            case EXCEPT_ALL -> Math.max(l - r, 0);
          };
      if (times != 0) {
        result.put(row, times);
      }
    }
    return result;
  }

  private static List<Step> steps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Row>> live = List.of(new ArrayList<>(), new ArrayList<>());
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<List<Row>> rows = List.of(new ArrayList<>(), new ArrayList<>());
      for (int input = 0; input < 2; input++) {
        for (int n = random.nextInt(8); n > 0; n--) {
          if (!live.get(input).isEmpty() && random.nextInt(3) == 0) {
            int at = random.nextInt(live.get(input).size());
            rows.get(input).add(live.get(input).remove(at).times(-1));
          } else {
            Row row = Row.of(random.nextInt(3) == 0 ? null : random.nextInt(2), "x");
            live.get(input).add(row);
            rows.get(input).add(row);
          }
        }
      }
      steps.add(Step.of(rows.get(0)).and(rows.get(1).toArray(Row[]::new)));
    }
    return steps;
  }
}
