package io.velostream.operators.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.Delivery;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopOperatorTest {
  /// A partition, a value to order by, a name.
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.LONG, Lane.BYTES);

  private static final List<SortColumn> GREATEST = List.of(new SortColumn(1, true, false));

  private static OperatorHarness harness(TopSpec spec) {
    return OperatorHarness.of(LANES, spec.output(), (late, _) -> new TopOperator(spec, late));
  }

  private static TopSpec spec(Ranking ranking, long from, long to, boolean rank, boolean retracts) {
    return new TopSpec(
        LANES, List.of(0), GREATEST, ranking, from, to, rank, OptionalInt.empty(), true, retracts);
  }

  @Test
  void changesComeAsTheyAre() {
    List<StepResult> results =
        harness(spec(Ranking.ROW_NUMBER, 1, 2, true, false))
            .run(
                List.of(
                    Step.of(Row.of(1, 10, "a"), Row.of(1, 30, "b"), Row.of(2, 5, "x")),
                    Step.of(Row.of(1, 20, "c")),
                    Step.of(Row.of(1, 30, "d"), Row.of(1, 1, "e"))),
                Delivery.PLAIN,
                1);
    assertThat(results.get(0).rows())
        .containsExactly(Row.of(1, 30, "b", 1), Row.of(1, 10, "a", 2), Row.of(2, 5, "x", 1));
    assertThat(results.get(1).rows())
        .containsExactly(Row.retract(1, 10, "a", 2), Row.of(1, 20, "c", 2));
    assertThat(results.get(2).rows())
        .containsExactly(Row.retract(1, 20, "c", 2), Row.of(1, 30, "d", 2));
  }

  @Test
  void withoutRanksOnlyRowsThatComeAndGoAreChanges() {
    List<StepResult> results =
        harness(spec(Ranking.ROW_NUMBER, 1, 2, false, true))
            .verify(
                List.of(
                    Step.of(Row.of(1, 10, "a"), Row.of(1, 30, "b"), Row.of(1, 1, "z")),
                    Step.of(Row.of(1, 40, "c")),
                    Step.of(Row.retract(1, 40, "c"), Row.retract(1, 30, "b"))),
                1);
    assertThat(results.get(1).rows())
        .containsExactlyInAnyOrder(Row.retract(1, 10, "a"), Row.of(1, 40, "c"));
    assertThat(OperatorHarness.total(results).rows())
        .contains(Row.of(1, 1, "z"), Row.of(1, 10, "a"));
  }

  @Test
  void aWindowIsPutOutOnceAndForgotten() {
    TopSpec spec =
        new TopSpec(
            LANES, List.of(0), GREATEST, Ranking.RANK, 1, 1, true, OptionalInt.of(0), false, false);
    List<StepResult> results =
        harness(spec)
            .verify(
                List.of(
                    Step.of(Row.of(20, 1, "a"), Row.of(10, 2, "b"), Row.of(10, 2, "c")),
                    Step.of(Row.of(10, 1, "d")).watermark(10),
                    Step.of(Row.of(10, 9, "late"), Row.of(20, 7, "e")),
                    Step.end()),
                true,
                3);
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows()).containsExactly(Row.of(10, 2, "b", 1), Row.of(10, 2, "c", 1));
    assertThat(results.get(2).late())
        .containsExactly(
            Row.of(
                10,
                9,
                "late",
                "the ranks of its window are complete: it ended at 10, the watermark is 10"));
    assertThat(results.get(3).rows()).containsExactly(Row.of(20, 7, "e", 1));
  }

  /// Enough of them to be sorted by number rather than by comparing.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyRowsOfACompleteResultComeInOrder(boolean closes) {
    TopSpec spec =
        new TopSpec(
            LANES,
            List.of(0),
            GREATEST,
            Ranking.ROW_NUMBER,
            1,
            3,
            true,
            closes ? OptionalInt.of(0) : OptionalInt.empty(),
            false,
            false);
    SplittableRandom random = new SplittableRandom(7);
    List<long[]> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(new long[] {1 + random.nextInt(2_000), random.nextInt(-1_000, 1_000) << 6, i});
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 4_000) {
      steps.add(
          Step.of(
              all.subList(i, i + 4_000).stream()
                  .map(row -> Row.of(row[0], row[1], "n" + row[2]))
                  .toArray(Row[]::new)));
    }
    steps.add(Step.end());
    List<StepResult> results = harness(spec).run(steps, Delivery.PLAIN, 1);

    Comparator<long[]> greatest =
        Comparator.<long[]>comparingLong(row -> -row[1]).thenComparingLong(row -> row[2]);
    Map<Long, List<long[]>> partitions = new HashMap<>();
    all.stream()
        .sorted(greatest)
        .forEach(row -> partitions.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row));
    List<long[]> expected = new ArrayList<>();
    Map<Long, Long> ranks = new HashMap<>();
    partitions
        .values()
        .forEach(rows -> {
          for (int rank = 1; rank <= Math.min(3, rows.size()); rank++) {
            expected.add(rows.get(rank - 1));
            ranks.put(rows.get(rank - 1)[2], (long) rank);
          }
        });
    expected.sort(
        closes
            ? Comparator.<long[]>comparingLong(row -> row[0]).thenComparing(greatest)
            : greatest);
    assertThat(expected).hasSizeGreaterThan(5_000);
    assertThat(results.getLast().rows())
        .containsExactlyElementsOf(
            expected.stream()
                .map(row -> Row.of(row[0], row[1], "n" + row[2], ranks.get(row[2])))
                .toList());
  }

  /// Against ranks worked out from a list of all rows, in all layouts, over restarts and over
  /// numbers of operators that change.
  @ParameterizedTest
  @EnumSource
  void agreesWithAListThatIsSortedAnew(Ranking ranking) {
    for (long seed = 1; seed <= 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean retracts = seed % 3 != 0;
      boolean showsRank = random.nextBoolean();
      boolean changes = random.nextInt(4) != 0;
      long from = 1 + random.nextInt(2) * random.nextInt(3);
      long to = from + random.nextInt(seed % 4 == 0 ? 200 : 5) - 1;
      TopSpec spec =
          new TopSpec(
              LANES,
              List.of(0),
              GREATEST,
              ranking,
              from,
              to,
              showsRank,
              OptionalInt.empty(),
              changes,
              retracts);
      List<Row> all = new ArrayList<>();
      List<Step> steps = steps(random, retracts, seed % 4 == 0 ? 300 : 40, all);
      List<StepResult> results = harness(spec).verify(steps, seed);
      assertThat(net(OperatorHarness.total(results).rows()))
          .as("%s, seed %d", ranking, seed)
          .isEqualTo(net(expected(spec, all)));
      harness(spec).verifyRescaled(steps, List.of(0), seed);
    }
  }

  private static List<Step> steps(
      SplittableRandom random, boolean retracts, int rowsPerStep, List<Row> all) {
    List<Step> steps = new ArrayList<>();
    for (int s = 0; s < 5; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < rowsPerStep; i++) {
        if (retracts && !all.isEmpty() && random.nextInt(3) == 0) {
          rows.add(all.remove(random.nextInt(all.size())).times(-1));
        } else {
          Row row =
              Row.of(
                  random.nextInt(3),
                  random.nextInt(12) == 0 ? null : (Object) random.nextInt(8),
                  "n" + random.nextInt(6));
          rows.add(row);
          all.add(row);
        }
      }
      steps.add(Step.of(rows));
    }
    steps.add(Step.end());
    return steps;
  }

  private static List<Row> expected(TopSpec spec, List<Row> all) {
    Comparator<Row> byValue =
        Comparator.comparing(
            row -> (Long) row.values().get(1), Comparator.nullsLast(Comparator.reverseOrder()));
    Comparator<Row> order =
        spec.retracts()
            ? byValue.thenComparing(row -> String.valueOf(row.values().get(2)))
            : byValue;
    Map<Object, List<Row>> partitions = new LinkedHashMap<>();
    all.stream()
        .sorted(order)
        .forEach(row ->
            partitions.computeIfAbsent(row.values().getFirst(), _ -> new ArrayList<>()).add(row));
    List<Row> expected = new ArrayList<>();
    for (List<Row> rows : partitions.values()) {
      long rank = 0;
      for (int i = 0; i < rows.size(); i++) {
        boolean peer = i > 0 && byValue.compare(rows.get(i - 1), rows.get(i)) == 0;
        rank =
            switch (spec.ranking()) {
              case ROW_NUMBER -> i + 1;
              case RANK -> peer ? rank : i + 1;
              case DENSE_RANK -> peer ? rank : rank + 1;
            };
        if (rank >= spec.from() && rank <= spec.to()) {
          List<Object> values = new ArrayList<>(rows.get(i).values());
          if (spec.showsRank()) {
            values.add(rank);
          }
          expected.add(new Row(1, values));
        }
      }
    }
    return expected;
  }

  private static Map<Row, Long> net(List<Row> rows) {
    Map<Row, Long> sums = new HashMap<>();
    for (Row row : rows) {
      sums.merge(row.times(1), row.weight(), Long::sum);
    }
    sums.values().removeIf(weight -> weight == 0);
    return sums;
  }
}
