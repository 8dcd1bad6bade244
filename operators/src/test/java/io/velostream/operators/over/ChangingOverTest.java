package io.velostream.operators.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.Delivery;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// OVER over rows that come and go.
class ChangingOverTest {
  private static final List<DataType> PAIR = List.of(DataType.STRING, DataType.BIGINT);

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("velostream.test.seeds", 30));
  }

  private static OperatorHarness harness(OverSpec spec) {
    return OperatorHarness.of(
        spec.inputLanes(), spec.outputLanes(), (_, _) -> new ChangingOver(spec));
  }

  private static OverSpec overPairs(OverFunction... functions) {
    return new OverSpec(
        PAIR, List.of(0), List.of(SortColumn.ascending(1)), false, List.of(functions));
  }

  private static OverFunction sum(OverFrame frame) {
    return OverFunction.Aggregate.of(FrameFunction.SUM, 1, frame, DataType.BIGINT);
  }

  @Test
  void onlyRowsWhoseFramesHaveChangedComeOutAgain() {
    List<StepResult> results =
        harness(overPairs(sum(OverFrame.rows(-1, 0))))
            .run(
                List.of(
                    Step.of(Row.of("a", 1), Row.of("a", 2), Row.of("a", 4), Row.of("b", 7)),
                    Step.of(Row.retract("a", 2), Row.of("a", 3)),
                    Step.of(Row.retract("a", 1))),
                Delivery.PLAIN,
                1);
    assertThat(results.get(0).rows())
        .containsExactly(
            Row.of("a", 1, 1), Row.of("a", 2, 3), Row.of("a", 4, 6), Row.of("b", 7, 7));
    assertThat(results.get(1).rows())
        .containsExactly(
            Row.retract("a", 2, 3), Row.retract("a", 4, 6), Row.of("a", 3, 4), Row.of("a", 4, 7));
    assertThat(results.get(2).rows())
        .containsExactly(Row.retract("a", 1, 1), Row.retract("a", 3, 4), Row.of("a", 3, 3));
  }

  @Test
  void ranksStopToChangeWhereAsManyRowsCameAsWent() {
    OverFunction number =
        new OverFunction.Ranking(OverFunction.Ranking.Kind.ROW_NUMBER, DataType.BIGINT);
    List<StepResult> results =
        harness(overPairs(number))
            .run(
                List.of(
                    Step.of(Row.of("a", 1), Row.of("a", 3), Row.of("a", 5), Row.of("a", 7)),
                    Step.of(Row.retract("a", 1), Row.of("a", 4))),
                Delivery.PLAIN,
                1);
    assertThat(results.get(1).rows())
        .containsExactly(
            Row.retract("a", 1, 1), Row.retract("a", 3, 2), Row.of("a", 3, 1), Row.of("a", 4, 2));
  }

  /// Each of equal rows has a number of its own; which of them has which cannot be told.
  @Test
  void copiesOfARowShareTheirNumbers() {
    OverFunction number =
        new OverFunction.Ranking(OverFunction.Ranking.Kind.ROW_NUMBER, DataType.BIGINT);
    List<StepResult> results =
        harness(overPairs(number))
            .verify(
                List.of(
                    Step.of(Row.of("a", 5).times(3)),
                    Step.of(Row.of("a", 1)),
                    Step.of(Row.of("a", 5).times(-2))),
                1);
    assertThat(results.get(1).rows())
        .containsExactlyInAnyOrder(Row.retract("a", 5, 1), Row.of("a", 5, 4), Row.of("a", 1, 1));
    assertThat(results.get(2).rows())
        .containsExactlyInAnyOrder(Row.retract("a", 5, 3), Row.retract("a", 5, 4));
  }

  @Test
  void aRowThatIsTakenBackBeforeItComesIsAwaited() {
    List<StepResult> results =
        harness(overPairs(sum(OverFrame.rows(OverFrame.UNBOUNDED_PRECEDING, 0))))
            .verify(
                List.of(
                    Step.of(Row.retract("a", 5), Row.of("a", 6)),
                    Step.of(Row.of("a", 5)),
                    Step.of(Row.of("a", 5))),
                1);
    assertThat(results.get(0).rows()).containsExactly(Row.of("a", 6, 6));
    assertThat(results.get(1).rows()).isEmpty();
    assertThat(results.get(2).rows())
        .containsExactlyInAnyOrder(Row.retract("a", 6, 6), Row.of("a", 5, 5), Row.of("a", 6, 11));
  }

  /// After every step the sum of what was put out is what the definition says of the rows that are
  /// there; and nothing is put out and taken back in one step.
  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomOver made = new RandomOver(random);
    List<SortColumn> order = made.order(false);
    List<OverFunction> functions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      functions.add(made.function(order));
    }
    List<Integer> keys = random.nextInt(4) == 0 ? List.of() : List.of(RandomOver.KEY);
    OverSpec spec = new OverSpec(RandomOver.INPUT, keys, order, false, functions);
    List<List<Row>> present = new ArrayList<>();
    List<Step> steps = steps(random, made, present);
    String what = "seed " + seed + ": " + spec;
    List<StepResult> results;
    try {
      results = harness(spec).verify(steps, seed);
      harness(spec).verifyRescaled(steps, keys, seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what, e);
    }
    Map<Row, Long> sums = new HashMap<>();
    for (int s = 0; s < steps.size(); s++) {
      Map<Row, Long> step = new HashMap<>();
      for (Row row : results.get(s).rows()) {
        sums.merge(row.times(1), row.weight(), Long::sum);
        assertThat(step.merge(row.times(1), row.weight(), Long::sum))
            .as("%s%nstep %d, %s", what, s, row)
            .isEqualTo(row.weight());
      }
      compare(spec, sums, present.get(s), what + " step " + s);
    }
  }

  private static List<Step> steps(
      SplittableRandom random, RandomOver made, List<List<Row>> present) {
    boolean nulls = random.nextBoolean();
    int size = random.nextInt(5) == 0 ? 150 : 1 + random.nextInt(20);
    List<Row> all = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int s = 0; s < 5; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < (s == 0 ? size * 2 : random.nextInt(size + 1)); i++) {
        int dice = random.nextInt(10);
        if (dice < 4 && !all.isEmpty()) {
          rows.add(all.remove(random.nextInt(all.size())).times(-1));
        } else {
          Row row =
              dice == 4 && !all.isEmpty()
                  ? all.get(random.nextInt(all.size()))
                  : made.row(1000 + random.nextInt(30), nulls);
          rows.add(row);
          all.add(row);
        }
      }
      steps.add(Step.of(rows));
      present.add(List.copyOf(all));
    }
    steps.add(Step.end());
    present.add(List.copyOf(all));
    return steps;
  }

  private static void compare(OverSpec spec, Map<Row, Long> sums, List<Row> there, String what) {
    List<Row> actual = new ArrayList<>();
    sums.forEach((row, weight) -> {
      assertThat(weight).as("%s: %s", what, row).isNotNegative();
      for (long i = 0; i < weight; i++) {
        actual.add(row);
      }
    });
    // An object each, by which the definition tells them apart.
    List<Row> rows = new ArrayList<>();
    there.forEach(row -> rows.add(row.times(1)));
    rows.sort(ChangingOverTest::byContent);
    List<Row> expected = new ArrayList<>(new NaiveOver(spec).evaluate(rows));
    actual.sort(Comparator.comparing(ChangingOverTest::text));
    expected.sort(Comparator.comparing(ChangingOverTest::text));
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(OverRandomTest.same(actual.get(i), expected.get(i)))
          .as("%s%nrow %d is%n%s, not%n%s", what, i, actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row.values()) {
      text.append(value instanceof Double d ? "%.5g".formatted(d) : String.valueOf(value));
      text.append('|');
    }
    return text.toString();
  }

  /// All columns from the left, NULL last.
  private static int byContent(Row a, Row b) {
    for (int c = 0; c < a.values().size(); c++) {
      Object x = a.values().get(c);
      Object y = b.values().get(c);
      if (x == null || y == null) {
        if (x != y) {
          return x == null ? 1 : -1;
        }
        continue;
      }
      int order =
          switch (x) {
            case Long value -> value.compareTo((Long) y);
            case Double value -> value.compareTo((Double) y);
            case BigInteger value -> value.compareTo((BigInteger) y);
            case Slice value -> value.compareTo((Slice) y);
            default -> throw new IllegalArgumentException(Objects.toString(x));
          };
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
