package io.velostream.operators.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random calls over random rows, against the definition.
class OverRandomTest {
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("velostream.test.seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomOver made = new RandomOver(random);
    boolean timeOrdered = random.nextInt(3) > 0;
    boolean simple = random.nextInt(3) == 0;
    List<SortColumn> order = made.order(timeOrdered);
    List<OverFunction> functions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      functions.add(simple ? made.simple(timeOrdered && order.size() == 1) : made.function(order));
    }
    OverSpec spec =
        new OverSpec(
            RandomOver.INPUT,
            random.nextInt(4) == 0 ? List.of() : List.of(RandomOver.KEY),
            order,
            timeOrdered,
            functions);
    if (simple) {
      assertThat(ColumnPlan.supports(spec)).as("by columns: %s", spec).isTrue();
    }
    boolean inOrder = random.nextInt(3) == 0;
    boolean nulls = random.nextBoolean();
    List<Step> steps = new ArrayList<>();
    List<Row> punctual = new ArrayList<>();
    long watermark = Watermarks.NONE;
    long time = 1000;
    for (int s = 0; s < 6; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < random.nextInt(25); i++) {
        time += random.nextInt(3);
        long at = inOrder ? time : time - random.nextInt(12);
        Row row = made.row(at, nulls);
        rows.add(row);
        if (!timeOrdered || at >= watermark) {
          punctual.add(row);
        }
      }
      Step step = Step.of(rows);
      if (random.nextInt(4) > 0) {
        watermark = Math.max(watermark, time - (inOrder ? 0 : random.nextInt(15)));
        step = step.watermark(watermark);
      }
      steps.add(step);
    }
    steps.add(Step.end());
    String what = "seed " + seed + ": " + spec;
    boolean ordered = functions.stream().allMatch(f -> !timeOrdered || looksBack(f));
    List<StepResult> results;
    try {
      results = OverTest.harness(spec).verify(steps, ordered, seed);
      OverTest.harness(spec).verifyRescaled(steps, spec.partitionKeys(), seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what, e);
    }
    List<Row> actual = new ArrayList<>(OperatorHarness.total(results).rows());
    List<Row> expected = new ArrayList<>(new NaiveOver(spec).evaluate(punctual));
    assertThat(actual).as(what).hasSameSizeAs(expected);
    if (!ordered) {
      actual.sort(OverRandomTest::byText);
      expected.sort(OverRandomTest::byText);
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(same(actual.get(i), expected.get(i)))
          .as("%s%nrow %d is%n%s, not%n%s", what, i, actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  private static boolean looksBack(OverFunction function) {
    return switch (function) {
      case OverFunction.Aggregate call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.NthValue call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.Accumulated call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.Distribution _ -> false;
      case OverFunction.Lag _, OverFunction.Ranking _ -> true;
      case OverFunction.Lead _ -> false;
    };
  }

  private static int byText(Row a, Row b) {
    int n = RandomOver.INPUT.size();
    return a.values().subList(0, n).toString().compareTo(b.values().subList(0, n).toString());
  }

  static boolean same(Row a, Row b) {
    for (int c = 0; c < b.values().size(); c++) {
      Object x = a.values().get(c);
      Object y = b.values().get(c);
      boolean same =
          (x instanceof Double p && y instanceof Double q) ? close(p, q) : Objects.equals(x, y);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(Double p, Double q) {
    return p.equals(q) || Math.abs(p - q) <= 1e-9 * Math.max(1, Math.abs(q));
  }
}
